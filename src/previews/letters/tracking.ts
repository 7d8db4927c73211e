/** Hebrew and Arabic to the scripts of India, Ethiopia and Cambodia: joined, or hung with marks. */
const JOINED = /[\u0590-\u109f\u1200-\u1cff]/;
const SQUARE = /[\u1100-\u11ff\u2e80-\ud7ff\uf900-\ufaff\uff00-\uffef]/;

/**
 * Space after every cluster of a run, in ems: joined letters are not spaced out, and square ones not pushed together.
 *
 * @param wanted for Latin
 */
export function trackingFor(run: string, wanted: number): number {
  if (JOINED.test(run)) return 0;
  return wanted < 0 && SQUARE.test(run) ? 0 : wanted;
}
