import type { FontStack, FontWeight, StackedFont } from '../fonts/font-stack.ts';
import type { HarfBuzz } from '../fonts/harfbuzz.ts';
import { type Directed, embeddingLevels, reorder } from '../letters/bidi.ts';
import { graphemeEnd } from '../letters/graphemes.ts';
import { trackingFor } from '../letters/tracking.ts';
import { followsIdeograph, hasWidePunctuation, isWideMark } from '../letters/wide-punctuation.ts';
import { cutRun, eachAdvance, type GlyphRun, withoutUnseen } from './glyph-run.ts';
import { closeUpBrackets, hangBracket } from './wide-brackets.ts';

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
  /** All of the text as one run from left to right, where it is that simple: lines are cut from it. */
  whole?: GlyphRun;
}

/** A line ready to be drawn, its width in ems. */
export interface Line {
  runs: GlyphRun[];
  width: number;
}

export interface Typesetter {
  /** Shapes a field that {@link drawableText} has passed. */
  shape(text: string, style: TextStyle, direction: 'ltr' | 'rtl'): Paragraph;
  /** Sets the part from `start` to `end` as one line, with `tail` (an ellipsis, a hyphen, or nothing) after it. */
  setLine(paragraph: Paragraph, start: number, end: number, tail?: string): Line;
}

interface TextRun extends Directed {
  start: number;
  end: number;
  font: StackedFont;
}

/** Letters, digits and punctuation that are set one after another. */
const LATIN = /^[ -\u024f\u1e00-\u1eff\u2000-\u20cf]*$/;
/** Each is shaped alone: a font finds other flags across the border of two that it does not have. */
const FLAG = /^[\u{1f1e6}-\u{1f1ff}]/u;
const HYPHEN = '-';
/** The bit that tells `a` from `A`. */
const LOWER_CASE = 0x20;
const WORD_CHARACTER = /^[\p{L}\p{N}]/u;

/**
 * Joins the fonts, HarfBuzz and the bidirectional algorithm into something that sets text.
 *
 * @param language BCP 47 tag of the text
 */
export function createTypesetter(harfbuzz: HarfBuzz, fonts: FontStack, language: string): Typesetter {
  const hasWide = hasWidePunctuation(language);

  function shapeRun(text: string, run: TextRun): Int32Array {
    const shaped = harfbuzz.shape(run.font.handle, text, run.start, run.end, run.level % 2 === 1);
    const glyphs = withoutUnseen(text, shaped);
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
      else if (current?.font === font && current.level === level && !isFlag(cluster)) current.end = end;
      else {
        current = { start, end, font, level };
        runs.push(current);
      }
      start = end;
    }
    return runs;
  }

  function staysIn(font: StackedFont, cluster: string): boolean {
    return !isWordCharacter(cluster) && !font.colours && fonts.covers(font, cluster);
  }

  return {
    shape(text, style, direction) {
      const levels = embeddingLevels(text, direction);
      const widths = new Float64Array(text.length + 1);
      const runs = splitRuns(text, levels, style.weight);
      let whole: GlyphRun | undefined;
      for (const run of runs) {
        const [glyphs, tracking] = [shapeRun(text, run), trackingOf(text, run, style)];
        eachAdvance(glyphs, run.font, tracking, (cluster, advance) => {
          widths[cluster + 1] = (widths[cluster + 1] as number) + advance;
        });
        if (isSimple(text, run)) whole = { font: run.font, glyphs, tracking };
      }
      for (let i = 1; i < widths.length; i++) widths[i] = (widths[i] as number) + (widths[i - 1] as number);
      return { text, style, language, direction, levels, widths, ...(whole && { whole }) };
    },

    setLine(paragraph, start, end, tail = '') {
      const { text, style, direction, levels, whole } = paragraph;
      const cut = whole && tail === '' ? cutRun(whole, start, end) : undefined;
      if (cut) {
        const width = (paragraph.widths[end] as number) - (paragraph.widths[start] as number);
        return { runs: [cut], width: Math.max(0, width - cut.tracking) };
      }
      const line = text.slice(start, end) + tail;
      // A hyphen belongs to the word before it, whatever the direction of the text is.
      const tailLevel = tail === HYPHEN ? levels[end - 1] : undefined;
      const lineLevels = new Uint8Array(line.length).fill(tailLevel ?? (direction === 'rtl' ? 1 : 0));
      lineLevels.set(levels.subarray(start, end));
      const textRuns = splitRuns(line, lineLevels, style.weight);
      const first = textRuns[0];
      reorder(textRuns);
      let width = 0;
      const runs = textRuns.map((run) => {
        const [glyphs, tracking] = [shapeRun(line, run), trackingOf(line, run, style)];
        if (run === first) hangBracket(line, glyphs, run.font.unitsPerEm);
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

/** Whether a run is all of a text, goes from left to right, and has no letters that change beside others. */
function isSimple(text: string, { start, end, level, font }: TextRun): boolean {
  return start === 0 && end === text.length && level === 0 && !font.colours && LATIN.test(text);
}

function isWordCharacter(cluster: string): boolean {
  const code = cluster.charCodeAt(0) | LOWER_CASE;
  return (code >= 0x61 && code <= 0x7a) || WORD_CHARACTER.test(cluster);
}

function isFlag(cluster: string): boolean {
  return cluster.length > 1 && FLAG.test(cluster);
}

function trackingOf(text: string, run: TextRun, style: TextStyle): number {
  if (run.level % 2 === 1 || run.font.colours) return 0;
  return trackingFor(text.slice(run.start, run.end), style.tracking);
}
