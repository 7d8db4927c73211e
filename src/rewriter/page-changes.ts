/** What takes the place of the bytes from `start` to `end`; nothing is lost where they are the same. ASCII only. */
export interface PageChange {
  start: number;
  end: number;
  markup: string;
}

/** The change by which an element goes. */
export function removal({ start, end }: Pick<PageChange, 'start' | 'end'>): PageChange {
  return { start, end, markup: '' };
}

/** Those changes that can all be made, in order: what lies in one that is made already is left out. */
export function orderedChanges(changes: readonly PageChange[]): PageChange[] {
  let done = 0;
  return changes
    .toSorted((one, other) => one.start - other.start || rank(one) - rank(other) || other.end - one.end)
    .filter(({ start, end }) => {
      if (start < done) return false;
      done = end;
      return true;
    });
}

/** What is put in at a place comes before what is taken away from there. */
function rank({ start, end }: PageChange): number {
  return start === end ? 0 : 1;
}

/** The page with its changes, which are in order; every other byte is what and where it was. */
export function changedPage(page: Uint8Array, changes: readonly PageChange[]): Uint8Array<ArrayBuffer> {
  const pieces: Uint8Array[] = [];
  const encoder = new TextEncoder();
  let done = 0;
  for (const { start, end, markup } of changes) {
    pieces.push(page.subarray(done, start), encoder.encode(markup));
    done = end;
  }
  pieces.push(page.subarray(done));
  return joined(pieces);
}

/** The bytes of a page that no change replaces, as text of one character a byte. */
export function keptText(page: Uint8Array, changes: readonly PageChange[]): string {
  // Every byte is some character there, and those of ASCII are themselves.
  const decoder = new TextDecoder('windows-1252');
  let [text, done] = ['', 0];
  for (const { start, end } of changes) {
    text += `${decoder.decode(page.subarray(done, start))}\n`;
    done = end;
  }
  return text + decoder.decode(page.subarray(done));
}

/** Bytes in one piece. */
export function joined(pieces: readonly Uint8Array[]): Uint8Array<ArrayBuffer> {
  const whole = new Uint8Array(pieces.reduce((sum, { byteLength }) => sum + byteLength, 0));
  let offset = 0;
  for (const piece of pieces) {
    whole.set(piece, offset);
    offset += piece.byteLength;
  }
  return whole;
}

/** Markup in ASCII, whatever the page's encoding: other characters as numeric references. Not for scripts. */
export function asciiMarkup(markup: string): string {
  return markup.replace(/[^\0-\x7f]/gu, (character) => `&#${character.codePointAt(0)};`);
}
