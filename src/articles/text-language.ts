import { detectAll } from 'tinyld/light';
import type { Direction } from '../domain/language.ts';
import { directionOf } from '../domain/language.ts';
import type { Findings } from './findings.ts';

/** So much of a text is looked at, in UTF-16 code units. */
const SAMPLE = 2000;

/**
 * Letters that tell a language from the relative of it that the detector knows. It has one language for the Cyrillic
 * and one for the Arabic script.
 */
const RELATIVES: { of: string; language: string; letters: RegExp }[] = [
  { of: 'ru', language: 'uk', letters: /[іїєґ]/giu },
  { of: 'ru', language: 'be', letters: /ў/giu },
  { of: 'ru', language: 'sr', letters: /[ђјљњћџ]/giu },
  { of: 'ar', language: 'ur', letters: /[ٹڈڑںے]/gu },
  { of: 'ar', language: 'fa', letters: /[پچژگ]/gu },
  { of: 'pl', language: 'cs', letters: /[ěřů]/giu },
];

/**
 * Fills the language. A language that a page declares is kept, but is less sure where the words look like another one:
 * templates often declare the wrong one. Where nothing can be told it is `und`, as BCP 47 says "undetermined".
 */
export function settleLanguage(findings: Findings, text: string): string {
  const declared = findings.language;
  if (declared?.source === 'given') return declared.value;
  const detected = detect(text.slice(0, SAMPLE));
  if (declared) {
    const [primary] = declared.value.split('-');
    const agrees = !detected || detected.accuracy < 0.25 || detected.language === primary;
    if (!agrees) findings.language = { ...declared, confidence: 0.4 };
    return declared.value;
  }
  if (!detected || detected.accuracy < 0.04) {
    findings.language = { value: 'und', source: 'default', confidence: 0 };
    return 'und';
  }
  // Accuracy is the share of evidence, not a probability: a quarter of it, far ahead of the rest, is plenty.
  const confidence = Math.min(0.95, Math.round(Math.sqrt(detected.accuracy) * 100) / 100);
  findings.language = { value: detected.language, source: 'rule', confidence };
  return detected.language;
}

/** The direction of a language, or of most letters where the language is not known. */
export function settleDirection(language: string, text: string): Direction {
  if (language !== 'und') return directionOf(language);
  const sample = text.slice(0, SAMPLE);
  const count = (letters: RegExp) => sample.match(letters)?.length ?? 0;
  const rtl = count(/[\p{sc=Arab}\p{sc=Hebr}\p{sc=Syrc}\p{sc=Thaa}\p{sc=Nkoo}]/gu);
  return rtl * 2 > count(/\p{L}/gu) ? 'rtl' : 'ltr';
}

function detect(sample: string): { language: string; accuracy: number } | undefined {
  const share = (script: RegExp) =>
    (sample.match(script)?.length ?? 0) / (sample.match(/\p{L}/gu)?.length || 1);
  // Kana are Japanese and nothing else, and Han without any is Chinese; the detector is hardly sure of that.
  const han = share(/\p{sc=Han}/gu);
  const kana = share(/[\p{sc=Hira}\p{sc=Kana}]/gu);
  if (han + kana > 0.5) return { language: kana > 0.05 ? 'ja' : 'zh', accuracy: han + kana };
  const [best] = detectAll(sample);
  if (!best) return undefined;
  const found = RELATIVES.find(({ of, letters }) => of === best.lang && share(letters) > 0.008);
  return { language: found?.language ?? best.lang, accuracy: best.accuracy };
}
