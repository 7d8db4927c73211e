import { type Directed, embeddingLevels, reorder } from './bidi.ts';
import type { FontStack, FontWeight, StackedFont } from './font-stack.ts';
import { graphemeEnd } from './graphemes.ts';
import { GLYPH_FIELDS, type HarfBuzz } from './harfbuzz.ts';
import { trackingFor } from './script-settings.ts';
import { closeUpBrackets, hangBracket } from './wide-brackets.ts';
import { followsIdeograph, hasWidePunctuation, isWideMark } from './wide-punctuation.ts';

export interface TextStyle {
  weight: FontWeight;
  /** Space added after every cluster, in ems; may be negative. Scripts that join are not spaced out. */
  tracking: number;
}

/** A field that is shaped but not yet broken into lines. Its lengths are in ems, so one serves every size. */
export interface Paragraph {
  text: string;
  style: TextStyle;
  /** BCP 47 tag. */
  language: string;
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

/** Soft hyphen, zero width space, word joiner: nothing stands there, and no space after it. */
const UNSEEN = new Set([0xad, 0x200b, 0x2060, 0xfeff]);
const WORD_CHARACTER = /^[\p{L}\p{N}]/u;

/**
 * Joins the fonts, HarfBuzz and the bidirectional algorithm into something that sets text.
 *
 * @param language BCP 47 tag of the text
 */
export function createTypesetter(harfbuzz: HarfBuzz, fonts: FontStack, language: string): Typesetter {
  const hasWide = hasWidePunctuation(language);

  function shapeRun(text: string, run: TextRun): Int32Array {
    const glyphs = harfbuzz.shape(run.font.handle, text, run.start, run.end, run.level % 2 === 1);
    closeUpBrackets(text, glyphs, run.font.unitsPerEm);
    return glyphs;
  }

  /** Splits a text where the font or the direction changes. Clusters that no font covers are passed over. */
  function splitRuns(text: string, levels: Uint8Array, weight: FontWeight): TextRun[] {
    const runs: TextRun[] = [];
    let current: TextRun | undefined;
    for (let start = 0; start < text.length; ) {
      const end = graphemeEnd(text, start);
      const cluster = text.slice(start, end);
      const level = levels[start] ?? 0;
      const isWide = hasWide && isWideMark(text, start);
      // Spaces and punctuation follow the font of the word before, so that a sentence is not set in pieces.
      const leaves = isWide || followsIdeograph(text, start);
      const stays = current && !leaves && staysIn(current.font, cluster);
      const font = stays ? current?.font : fonts.find(cluster, weight, isWide);
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

  function staysIn(font: StackedFont, cluster: string): boolean {
    return !WORD_CHARACTER.test(cluster) && !font.colours && fonts.covers(font, cluster);
  }

  return {
    shape(text, style, direction) {
      const levels = embeddingLevels(text, direction);
      const widths = new Float64Array(text.length + 1);
      for (const run of splitRuns(text, levels, style.weight)) {
        const glyphs = shapeRun(text, run);
        eachAdvance(text, glyphs, run.font, trackingOf(text, run, style), (cluster, advance) => {
          widths[cluster + 1] = (widths[cluster + 1] ?? 0) + advance;
        });
      }
      for (let i = 1; i < widths.length; i++) widths[i] = (widths[i] ?? 0) + (widths[i - 1] ?? 0);
      return { text, style, language, direction, levels, widths };
    },

    setLine({ text, style, direction, levels }, start, end, tail = '') {
      const line = text.slice(start, end) + tail;
      const lineLevels = new Uint8Array(line.length).fill(direction === 'rtl' ? 1 : 0);
      lineLevels.set(levels.subarray(start, end));
      const textRuns = splitRuns(line, lineLevels, style.weight);
      const first = textRuns[0];
      reorder(textRuns);
      let width = 0;
      const runs = textRuns.map((run) => {
        const [glyphs, tracking] = [shapeRun(line, run), trackingOf(line, run, style)];
        if (run === first) hangBracket(line, glyphs, run.font.unitsPerEm);
        eachAdvance(line, glyphs, run.font, tracking, (_, advance) => {
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
  if (run.level % 2 === 1 || run.font.colours) return 0;
  return trackingFor(text.slice(run.start, run.end), style.tracking);
}

/** Calls back with each glyph's cluster and its advance in ems, tracking added to the last glyph of every cluster. */
function eachAdvance(
  text: string,
  glyphs: Int32Array,
  font: StackedFont,
  tracking: number,
  visit: (cluster: number, advance: number) => void,
): void {
  for (let at = 0; at < glyphs.length; at += GLYPH_FIELDS) {
    const [cluster, advance] = [glyphs[at + 1] as number, glyphs[at + 2] as number];
    const isLast = glyphs[at + GLYPH_FIELDS + 1] !== cluster;
    const isTracked = isLast && (advance !== 0 || !UNSEEN.has(text.charCodeAt(cluster)));
    visit(cluster, advance / font.unitsPerEm + (isTracked ? tracking : 0));
  }
}
