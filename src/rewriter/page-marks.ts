/** U+0001 stands in no page, so in a marked one only marks begin with it. */
export const MARK = 1;
const SEMICOLON = 59;
const ZERO = 48;
/** Which place of an element a mark is at, by the byte after it. */
const PLACES = ['start', 'inner', 'innerEnd', 'end'] as const;
export type Place = (typeof PLACES)[number];

/** The mark of a place of the element `id`. */
export function placeMark(place: Place, id: number): string {
  return `\u0001${PLACES.indexOf(place)}${id};`;
}

/** Notes where the marks of each element are, in bytes of the page. `false` where what is between them is not the page. */
export function readMarks(
  marked: Uint8Array,
  page: Uint8Array,
  elements: readonly Record<Place, number>[],
): boolean {
  const unmarked = new Uint8Array(page.length);
  let [from, offset] = [0, 0];
  for (;;) {
    const next = marked.indexOf(MARK, from);
    const piece = marked.subarray(from, next < 0 ? marked.length : next);
    if (offset + piece.length > page.length) return false;
    unmarked.set(piece, offset);
    offset += piece.length;
    if (next < 0) return offset === page.length && isSame(unmarked, page);
    const place = PLACES[(marked[next + 1] ?? 0) - ZERO];
    let id = 0;
    from = next + 2;
    for (; from < marked.length && marked[from] !== SEMICOLON; from++)
      id = id * 10 + (marked[from] ?? 0) - ZERO;
    if (from++ === marked.length) return false;
    const element = elements[id];
    if (!place || !element) return false;
    element[place] = offset;
  }
}

/** Of two arrays of the same length; four bytes at a time where they lie so. */
function isSame(one: Uint8Array, other: Uint8Array): boolean {
  let index = 0;
  if (one.byteOffset % 4 === 0 && other.byteOffset % 4 === 0) {
    const words = (bytes: Uint8Array) => new Uint32Array(bytes.buffer, bytes.byteOffset, bytes.length >> 2);
    const [ours, theirs] = [words(one), words(other)];
    for (let word = 0; word < ours.length; word++) if (ours[word] !== theirs[word]) return false;
    index = ours.length * 4;
  }
  for (; index < one.length; index++) if (one[index] !== other[index]) return false;
  return true;
}
