/*
 * Where a line of Chinese or Japanese may end: UAX #14 with the strict rules of JLREQ §3.1.7 and §3.1.8.
 */

const IDEOGRAPH =
  /^[\u2e80-\u2fdf\u3001-\u30ff\u3100-\u312f\u31a0-\u31bf\u31f0-\u31ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\uff00-\uffef\u{20000}-\u{3ffff}]/u;
/** Closing marks and stops (CL, CP, EX, IS), small kana, marks of length and repetition (NS, CJ), dots (IN), units (PO). */
const NEVER_FIRST =
  /^[、。，．：；？！）」』】〕〉》〗〙〛｝］｠｡｣､・゛゜ヽヾゝゞ々〻〜～ーｰぁぃぅぇぉっゃゅょゎゕゖァィゥェォッャュョヮヵヶㇰ-ㇿｧ-ｯﾞﾟ…‥—―‼⁇⁈⁉’”％℃‰°′″￠!?,.:;)\]}%]/u;
/** Opening marks (OP) and what stands before a number (PR). */
const NEVER_LAST = /^[（「『【〔〈《〖〘〚｛［｟｢‘“￥＄￡№([{$¥€£]/u;
/** What belongs together as letters and digits do. */
const WIDE_WORD = /^[\uff10-\uff19\uff21-\uff3a\uff41-\uff5a]/;
const GLUE = /^(?:[\s\u00a0\u202f\u2060\u200d]|\p{M})/u;

const HIRAGANA = /^[\u3041-\u309f]/;
const KATAKANA = /^[\u30a1-\u30ff]/;
/** After these one takes breath; after a bracket only where no particle follows. */
const STOP = /^[、。，．：；？！…—!?,]/u;
const CLOSING = /^[）」』】〕〉》”’]/u;
const DIGIT = /^[0-9\uff10-\uff19]/;
/** What is counted or measured stays with its number: dates, hours, money, people, copies, times. */
const COUNTER = /^[年月日時时分秒点點号號円元圓歳岁人名個个本冊册台件回度倍階阶級级位百千万萬億亿兆割]/;

/** A line that ends within a word. */
export const TORN_WORD_STRAIN = 0.1;

/** Before this no character is an ideograph, nor a mark that stands with them. */
const FIRST_IDEOGRAPH = 0x2e80;

/** Whether a line may end between two characters because one of them is an ideograph or kana. */
export function partsIdeographs(before: string, after: string): boolean {
  if ((before.codePointAt(0) ?? 0) < FIRST_IDEOGRAPH && (after.codePointAt(0) ?? 0) < FIRST_IDEOGRAPH) {
    return false;
  }
  if (!IDEOGRAPH.test(before) && !IDEOGRAPH.test(after)) return false;
  if (NEVER_FIRST.test(after) || NEVER_LAST.test(before)) return false;
  return !GLUE.test(before) && !GLUE.test(after) && !(WIDE_WORD.test(before) && WIDE_WORD.test(after));
}

/**
 * How much a reader minds a line that ends between two such characters, in the measure of {@link balanceLines}. Japanese
 * has no spaces, but a phrase mostly ends in hiragana, and a new one begins in another script.
 */
export function ideographStrain(before: string, after: string): number {
  if (STOP.test(before) || NEVER_LAST.test(after)) return 0;
  if (HIRAGANA.test(after)) return HIRAGANA.test(before) ? 0.08 : 0.14;
  if (CLOSING.test(before)) return 0;
  if (HIRAGANA.test(before)) return 0.02;
  return KATAKANA.test(before) === KATAKANA.test(after) ? 0.08 : 0.06;
}

/** Whether two characters are the end of a number and what it counts, e.g. 年 or 倍. */
export function isCount(before: string, after: string): boolean {
  return DIGIT.test(before) && COUNTER.test(after);
}
