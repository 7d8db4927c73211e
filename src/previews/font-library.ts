import type { FontSlices } from './font-slices.ts';
import { type FontStack, openFont, type PreviewFont, type StackedFont, stackFonts } from './font-stack.ts';
import type { HarfBuzz } from './harfbuzz.ts';
import { type CardWords, type ChosenSlice, chooseSlices } from './slice-choice.ts';

/** A slice whose file is at hand. */
export interface LoadedSlice extends ChosenSlice {
  data: Uint8Array;
}

export interface FontLibrary {
  /**
   * Loads the slices that a card's letters are in, all at once. Never rejects.
   *
   * @param onMissing told the path of each slice that could not be had
   */
  load(words: CardWords, onMissing: (path: string) => void): Promise<LoadedSlice[]>;
  /**
   * The fonts to draw one card with. Those of cards before it may be closed, so it is to be used up before another
   * stack is asked for.
   */
  stack(slices: readonly LoadedSlice[]): FontStack;
}

/** Slices kept open, by the size of their files. */
const MOST_BYTES = 8_000_000;

/**
 * Opens the bundled fonts, and the others as cards ask for them.
 *
 * @param mostBytes of slices to keep open beyond those of the card that is drawn
 * @throws {TypeError} when a bundled font is not TrueType, or there is none
 */
export function createFontLibrary(
  harfbuzz: HarfBuzz,
  files: readonly PreviewFont[],
  slices: FontSlices,
  mostBytes = MOST_BYTES,
): FontLibrary {
  if (files.length === 0) throw new TypeError('a preview needs at least one font');
  const bundled = files.map((file, index) => openFont(harfbuzz, file, index));
  const bundledStack = stackFonts(bundled);
  // The least recently used first.
  const opened = new Map<string, { font: StackedFont; data: Uint8Array }>();
  const loading = new Map<string, Promise<Uint8Array | undefined>>();
  let nextIndex = bundled.length;
  let bytes = 0;

  /** Two cards that ask at the same time wait for one answer. */
  function fetchSlice(path: string): Promise<Uint8Array | undefined> {
    let answer = loading.get(path);
    if (!answer) {
      answer = loadQuietly(slices, path).finally(() => loading.delete(path));
      loading.set(path, answer);
    }
    return answer;
  }

  function open({ path, weight, data }: LoadedSlice): StackedFont {
    const known = opened.get(path);
    const entry = known ?? { font: openFont(harfbuzz, { weight, data }, nextIndex++), data };
    if (!known) bytes += data.length;
    opened.delete(path);
    opened.set(path, entry);
    return entry.font;
  }

  function closeOldest(needed: ReadonlySet<string>): void {
    for (const [path, { font, data }] of opened) {
      if (bytes <= mostBytes) return;
      if (needed.has(path)) continue;
      harfbuzz.removeFont(font.handle);
      opened.delete(path);
      bytes -= data.length;
    }
  }

  return {
    async load(words, onMissing) {
      const answers = chooseSlices(words, bundledStack).map(async (slice) => {
        const data = opened.get(slice.path)?.data ?? (await fetchSlice(slice.path));
        // A page that says the file is not there has another size.
        if (data?.length === slice.bytes) return [{ ...slice, data }];
        onMissing(slice.path);
        return [];
      });
      return answers.length === 0 ? [] : (await Promise.all(answers)).flat();
    },

    stack(needed) {
      if (needed.length === 0) return bundledStack;
      const fonts = needed.map(open);
      closeOldest(new Set(needed.map(({ path }) => path)));
      return stackFonts(bundled, fonts);
    },
  };
}

async function loadQuietly(slices: FontSlices, path: string): Promise<Uint8Array | undefined> {
  try {
    return await slices.load(path);
  } catch {
    return undefined;
  }
}
