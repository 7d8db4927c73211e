import type { FontFamily } from './font-families.ts';
import { readFontList } from './font-list.ts';
import { FONT_LIST_PATH } from './font-manifest.ts';
import type { FontSlices } from './font-slices.ts';
import { type FontStack, openFont, type PreviewFont, type StackedFont, stackFonts } from './font-stack.ts';
import type { HarfBuzz } from './harfbuzz.ts';
import { type CardWords, type ChosenSlice, chooseSlices, needsSlices } from './slice-choice.ts';
import { openTrueType } from './truetype.ts';

/** A slice whose file is at hand. */
export interface LoadedSlice extends ChosenSlice {
  data: Uint8Array;
}

export interface FontLibrary {
  /**
   * Loads the slices that a card's letters are in, all at once, after the list of all slices when it is first needed.
   * Never rejects.
   *
   * @param onMissing told the path of each slice, or of the list, that could not be had
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
  let families: readonly FontFamily[] | undefined;
  let nextIndex = bundled.length;
  let bytes = 0;

  /** Two cards that ask at the same time wait for one answer. */
  function fetchFile(path: string): Promise<Uint8Array | undefined> {
    let answer = loading.get(path);
    if (!answer) {
      answer = loadQuietly(slices, path).finally(() => loading.delete(path));
      loading.set(path, answer);
    }
    return answer;
  }

  async function findFamilies(): Promise<readonly FontFamily[] | undefined> {
    if (families) return families;
    const list = await fetchFile(FONT_LIST_PATH);
    families ??= list && (await readFontList(FONT_LIST_PATH, list));
    return families;
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
      if (!needsSlices(words, bundledStack)) return [];
      const all = await findFamilies();
      if (!all) onMissing(FONT_LIST_PATH);
      const answers = chooseSlices(all ?? [], words, bundledStack).map(async (slice) => {
        const known = opened.get(slice.path)?.data;
        if (known) return [{ ...slice, data: known }];
        const data = await fetchFile(slice.path);
        // A page that says the file is not there has another size.
        if (data?.length === slice.bytes && isFont(data)) return [{ ...slice, data }];
        onMissing(slice.path);
        return [];
      });
      return (await Promise.all(answers)).flat();
    },

    stack(needed) {
      if (needed.length === 0) return bundledStack;
      const fonts = needed.map((slice) => ({ font: open(slice), isFace: slice.isFace }));
      closeOldest(new Set(needed.map(({ path }) => path)));
      const [faces, others] = [true, false].map((kind) =>
        fonts.flatMap(({ font, isFace }) => (isFace === kind ? [font] : [])),
      );
      return stackFonts(bundled, others, faces);
    },
  };
}

function isFont(data: Uint8Array): boolean {
  try {
    openTrueType(data);
    return true;
  } catch {
    return false;
  }
}

async function loadQuietly(slices: FontSlices, path: string): Promise<Uint8Array | undefined> {
  try {
    return await slices.load(path);
  } catch {
    return undefined;
  }
}
