import { type Directed, embeddingLevels, reorder } from './bidi.ts';
import type { FontStack, FontWeight, StackedFont } from './font-stack.ts';
import { graphemeEnd } from './graphemes.ts';
import { GLYPH_FIELDS, type HarfBuzz } from './harfbuzz.ts';

export interface TextStyle {
  weight: FontWeight;
  /** Space added after every cluster, in ems; may be negative. Scripts that join are not spaced out. */
  tracking: number;
}

/** A field that is shaped but not yet broken into lines. Its lengths are in ems, so one serves every size. */
export interface Paragraph {
  text: string;
  style: TextStyle;
  direction: 'ltr' | 'rtl';
  levels: Uint8Array;
  /** Width of the text before each index; one more number than the text has UTF-16 units. */
  widths: Float64Array;
}

/** Glyphs of one font, in visual order, five numbers each as {@link HarfBuzz.shape} gives them. */
export interface GlyphRun {
  font: StackedFont;
  glyphs: Int32Array;
  tracking: number;
}

/** A line ready to be drawn, its width in ems. */
export interface Line {
  runs: GlyphRun[];
  width: number;
}

export interface Typesetter {
  /** Shapes a field that {@link drawableText} has passed. */
  shape(text: string, style: TextStyle, direction: 'ltr' | 'rtl'): Paragraph;
  /** Sets the part from `start` to `end` as one line, with `tail` (an ellipsis, or nothing) after it. */
  setLine(paragraph: Paragraph, start: number, end: number, tail?: string): Line;
}

interface TextRun extends Directed {
  start: number;
  end: number;
  font: StackedFont;
}

/** Hebrew and Arabic to the scripts of India, Ethiopia and Cambodia: joined, or hung with marks. */
const JOINED = /[\u0590-\u109f\u1200-\u1cff]/;
const WORD_CHARACTER = /^[\p{L}\p{N}]/u;

/** Joins the fonts, HarfBuzz and the bidirectional algorithm into something that sets text. */
export function createTypesetter(harfbuzz: HarfBuzz, fonts: FontStack): Typesetter {
  function shapeRun(text: string, run: TextRun): Int32Array {
    return harfbuzz.shape(run.font.handle, text, run.start, run.end, run.level % 2 === 1);
  }

  return {
    shape(text, style, direction) {
      const levels = embeddingLevels(text, direction);
      const widths = new Float64Array(text.length + 1);
      for (const run of splitRuns(text, levels, style.weight, fonts)) {
        const glyphs = shapeRun(text, run);
        eachAdvance(glyphs, run.font, trackingOf(text, run, style), (cluster, advance) => {
          widths[cluster + 1] = (widths[cluster + 1] ?? 0) + advance;
        });
      }
      for (let i = 1; i < widths.length; i++) widths[i] = (widths[i] ?? 0) + (widths[i - 1] ?? 0);
      return { text, style, direction, levels, widths };
    },

    setLine({ text, style, direction, levels }, start, end, tail = '') {
      const line = text.slice(start, end) + tail;
      const lineLevels = new Uint8Array(line.length).fill(direction === 'rtl' ? 1 : 0);
      lineLevels.set(levels.subarray(start, end));
      const textRuns = splitRuns(line, lineLevels, style.weight, fonts);
      reorder(textRuns);
      let width = 0;
      const runs = textRuns.map((run) => {
        const [glyphs, tracking] = [shapeRun(line, run), trackingOf(line, run, style)];
        eachAdvance(glyphs, run.font, tracking, (_, advance) => {
          width += advance;
        });
        return { font: run.font, glyphs, tracking };
      });
      // The last letter's tracking stands outside the line.
      return { runs, width: Math.max(0, width - (runs.at(-1)?.tracking ?? 0)) };
    },
  };
}

function trackingOf(text: string, run: TextRun, style: TextStyle): number {
  return run.level % 2 === 1 || JOINED.test(text.slice(run.start, run.end)) ? 0 : style.tracking;
}

/** Splits a text where the font or the direction changes. Clusters that no font covers are passed over. */
function splitRuns(text: string, levels: Uint8Array, weight: FontWeight, fonts: FontStack): TextRun[] {
  const runs: TextRun[] = [];
  let current: TextRun | undefined;
  for (let start = 0; start < text.length; ) {
    const end = graphemeEnd(text, start);
    const cluster = text.slice(start, end);
    const level = levels[start] ?? 0;
    // Spaces and punctuation follow the font of the word before, so that a sentence is not set in pieces.
    const stays = current && !WORD_CHARACTER.test(cluster) && fonts.covers(current.font, cluster);
    const font = stays ? current?.font : fonts.find(cluster, weight);
    if (!font) current = undefined;
    else if (current && current.font === font && current.level === level) current.end = end;
    else {
      current = { start, end, font, level };
      runs.push(current);
    }
    start = end;
  }
  return runs;
}

/** Calls back with each glyph's cluster and its advance in ems, tracking added to the last glyph of every cluster. */
function eachAdvance(
  glyphs: Int32Array,
  font: StackedFont,
  tracking: number,
  visit: (cluster: number, advance: number) => void,
): void {
  for (let at = 0; at < glyphs.length; at += GLYPH_FIELDS) {
    const [cluster, advance] = [glyphs[at + 1] as number, glyphs[at + 2] as number];
    const isLast = glyphs[at + GLYPH_FIELDS + 1] !== cluster;
    visit(cluster, advance / font.unitsPerEm + (isLast ? tracking : 0));
  }
}
