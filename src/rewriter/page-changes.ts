import type { OriginBody } from '../domain/page-rewriting.ts';

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
  const encoder = new TextEncoder();
  const growth = changes.reduce((sum, { start, end, markup }) => sum + markup.length - (end - start), 0);
  const changed = new Uint8Array(page.length + growth);
  let [from, to] = [0, 0];
  for (const { start, end, markup } of changes) {
    changed.set(page.subarray(from, start), to);
    to += start - from;
    encoder.encodeInto(markup, changed.subarray(to));
    to += markup.length;
    from = end;
  }
  changed.set(page.subarray(from), to);
  return changed;
}

/** A body that was read in part, whole again. */
export function wholeBody({ bytes, rest }: OriginBody): ReadableStream<Uint8Array> | Uint8Array<ArrayBuffer> {
  if (!rest) return bytes;
  const reader = rest.getReader();
  let begun = false;
  return new ReadableStream<Uint8Array>(
    {
      async pull(controller) {
        if (!begun) {
          begun = true;
          if (bytes.byteLength > 0) return controller.enqueue(bytes);
        }
        const { done, value } = await reader.read();
        if (done) controller.close();
        else controller.enqueue(value);
      },
      cancel: (reason) => reader.cancel(reason),
    },
    { highWaterMark: 0 },
  );
}

/** Markup in ASCII, whatever the page's encoding: other characters as numeric references. Not for scripts. */
export function asciiMarkup(markup: string): string {
  return markup.replace(/[^\0-\x7f]/gu, (character) => `&#${character.codePointAt(0)};`);
}
