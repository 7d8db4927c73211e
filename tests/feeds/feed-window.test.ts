import { describe, expect, test } from 'vitest';
import {
  ARCHIVE_ITEMS,
  archivedPlaces,
  feedWindow,
  MAX_ITEMS,
  tooHeavy,
} from '../../src/feeds/feed-window.ts';

/** Newest first, the newest with the highest place. */
const entries = (count: number, weight: number) =>
  Array.from({ length: count }, (_, index) => ({ sequence: count - index, weight }));
const places = (list: { sequence: number }[]) => list.map(({ sequence }) => sequence);

describe('a feed holds', () => {
  test('thirty items where they are light', () => {
    expect(places(feedWindow(entries(100, 5000), 100).entries)).toEqual(
      places(entries(100, 1).slice(0, MAX_ITEMS)),
    );
  });

  test('as many as come within 250 kB where they are not', () => {
    const { entries: held, last } = feedWindow(entries(100, 20_000), 100);
    expect([held.length, last?.sequence]).toEqual([11, 90]);
  });

  test('one, however long', () => {
    expect(feedWindow(entries(3, 900_000), 3).entries).toHaveLength(1);
  });

  test('everything that stands in no archive document, whatever it weighs', () => {
    for (let count = 1; count <= 60; count++) {
      const archived = archivedPlaces(count);
      const held = places(feedWindow(entries(count, 40_000), archived).entries);
      for (let place = archived + 1; place <= count; place++) expect(held).toContain(place);
      expect(held.length).toBeLessThanOrEqual(MAX_ITEMS);
    }
  });

  test('an old article that came late, in the place of its date', () => {
    const list = [...entries(40, 5000), { sequence: 41, weight: 5000 }];
    const held = places(feedWindow(list, archivedPlaces(41)).entries);
    expect([held.length, held.at(-1)]).toEqual([MAX_ITEMS, 41]);
  });
});

test('archive documents are full or not there', () => {
  expect([0, 19, 20, 39, 40].map(archivedPlaces)).toEqual([0, 0, 20, 20, 40]);
  expect(ARCHIVE_ITEMS).toBeLessThan(MAX_ITEMS);
});

test('the longest items are told short until a document is under 1 MB', () => {
  const list = [200, 400, 100, 300, 450].map((weight) => ({ weight: weight * 1000 }));
  expect([...tooHeavy(list)].map(({ weight }) => weight)).toEqual([450_000, 400_000]);
  expect(tooHeavy(entries(30, 5000)).size).toBe(0);
});
