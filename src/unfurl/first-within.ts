import { jsonBytes } from './clipped-text.ts';

/** The first items of a list, as many as have room in `bytes` as JSON for the web; lists have no end, heads have. */
export function firstWithin<Item>(items: readonly Item[], bytes: number): Item[] {
  let room = bytes;
  const end = items.findIndex((item) => {
    room -= jsonBytes(item);
    return room < 0;
  });
  return end < 0 ? [...items] : items.slice(0, end);
}
