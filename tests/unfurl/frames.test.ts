import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { samplePosts } from '../../src/cards/sample-posts.ts';
import { SAMPLE_LANGUAGES, type SampleLanguage } from '../../src/cards/sample-texts.ts';
import { shownCapture } from '../../src/cards/shown-capture.ts';
import { cardHeight } from '../../src/unfurl/card-height.ts';
import { articleFrame, frameWidth, readRoom } from '../../src/unfurl/frame-size.ts';
import { linesOf, WORDS } from '../../src/unfurl/text-lines.ts';

const WIDTHS = [220, 320, 600];

/** Of each state's page in Chromium 156 with Noto Sans and Noto Serif, at those widths; written down by hand. */
const MEASURED: Record<string, Record<SampleLanguage, number[]>> = JSON.parse(
  readFileSync(new URL('expected/card-heights.json', import.meta.url), 'utf8'),
);

describe.each(SAMPLE_LANGUAGES)('the frame of a card (%s)', (language) => {
  it.each([...samplePosts(language)])(
    'of %s is nearly as high as its page',
    (state, { capture, onDeleted }) => {
      const measured = MEASURED[state]?.[language] ?? [];
      expect(measured).toHaveLength(WIDTHS.length);
      WIDTHS.forEach((width, at) => {
        const off = cardHeight(shownCapture(capture, onDeleted), width) / (measured[at] ?? 0) - 1;
        expect([state, width, Math.abs(off) <= 0.21 ? 'near' : off]).toEqual([state, width, 'near']);
      });
    },
  );
});

it('half of the guesses are within 4 %', () => {
  const off = SAMPLE_LANGUAGES.flatMap((language) =>
    [...samplePosts(language)].flatMap(([state, { capture, onDeleted }]) =>
      WIDTHS.map((width, at) =>
        Math.abs(
          cardHeight(shownCapture(capture, onDeleted), width) / (MEASURED[state]?.[language][at] ?? 0) - 1,
        ),
      ),
    ),
  ).sort((a, b) => a - b);
  expect(off[Math.floor(off.length / 2)]).toBeLessThan(0.04);
});

it.each([
  [{}, { width: 600, height: 411, picture: true }],
  [{ width: 220 }, { width: 220, height: 212, picture: true }],
  [
    { width: 5000, height: 5000 },
    { width: 1024, height: 634, picture: true },
  ],
  [{ height: 410 }, { width: 600, height: 96, picture: false }],
  [
    { width: 320, height: 50 },
    { width: 320, height: 50, picture: false },
  ],
  [
    { width: 1, height: 1 },
    { width: 1, height: 1, picture: false },
  ],
])('in the room %j an article has the frame %j', (room, frame) => {
  expect(articleFrame(room)).toEqual(frame);
});

it('a frame is never wider than there is room, nor than reads well', () => {
  expect([undefined, 100, 1024, 1025].map((width) => frameWidth(width ? { width } : {}))).toEqual([
    600, 100, 1024, 1024,
  ]);
});

it.each([
  [undefined, undefined, {}],
  ['', '', {}],
  ['320', '200', { width: 320, height: 200 }],
  ['582.40625', undefined, { width: 582 }],
  ['999999999999', undefined, { width: 999_999_999_999 }],
])('maxwidth %j and maxheight %j are the room %j', (width, height, room) => {
  expect(readRoom(width, height)).toEqual(room);
});

it.each(['0', '0.5', '-1', '600px', '1e3', 'NaN', ' 6', '٦٠٠', '1'.repeat(16)])(
  'maxwidth %j is refused',
  (text) => {
    expect(() => readRoom(text, undefined)).toThrow('maxwidth is a number of pixels, such as 600.');
  },
);

it.each([
  ['', 1],
  ['x'.repeat(53), 2],
  ['本'.repeat(53), 3],
  ['🚲'.repeat(53), 3],
  ['ب'.repeat(53), 1],
])('%j takes its lines', (text, lines) => {
  expect(linesOf(text, 544, WORDS)).toBe(lines);
});
