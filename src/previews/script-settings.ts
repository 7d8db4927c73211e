import type { Role } from './card-roles.ts';
import type { SizeStep } from './typesetting/text-block.ts';

/** What a script asks for that Latin does not. */
interface ScriptSetting {
  letters: RegExp;
  /** Times the leading of Latin. */
  leading: number;
  /** How much farther down than those of Latin its letters reach, in ems; a little less than the worst of them. */
  depth?: number;
  /** Sizes for a headline: wide letters need smaller ones, and so do high ones. */
  headline: readonly SizeStep[];
}

const WIDE_STEPS = [
  { size: 80, lines: 2 },
  { size: 68, lines: 3 },
  { size: 58, lines: 3 },
  { size: 50, lines: 4 },
  { size: 44, lines: 4 },
];
const HIGH_STEPS = [
  { size: 80, lines: 2 },
  { size: 64, lines: 3 },
  { size: 54, lines: 3 },
  { size: 48, lines: 4 },
  { size: 42, lines: 4 },
];

/** The highest first, for a text of several scripts. */
const SETTINGS: readonly ScriptSetting[] = [
  // Tibetan and Myanmar: letters below letters, and marks on both.
  { letters: /[\u0f00-\u109f]/, leading: 1.5, depth: 0.3, headline: HIGH_STEPS },
  // Thai, Lao, Khmer: marks above marks, and below.
  { letters: /[\u0e00-\u0eff\u1780-\u17ff]/, leading: 1.3, headline: HIGH_STEPS },
  // The other scripts of India.
  { letters: /[\u0900-\u0dff]/, leading: 1.2, headline: HIGH_STEPS },
  { letters: /[\u0600-\u08ff\ufb50-\ufdff\ufe70-\ufeff]/, leading: 1.22, headline: HIGH_STEPS },
  { letters: /[\u2e80-\u9fff\uac00-\ud7a3\uf900-\ufaff]/, leading: 1.12, headline: WIDE_STEPS },
  { letters: /[\u1200-\u139f]/, leading: 1.08, headline: WIDE_STEPS },
];

/** The leading that the script of a text asks for, where Latin has `leading`. */
export function leadingFor(text: string, leading: number): number {
  return leading * (settingOf(text)?.leading ?? 1);
}

/** How much farther down the letters of a text reach than those of Latin, in ems. */
export function depthOf(text: string): number {
  return settingOf(text)?.depth ?? 0;
}

/** A role as it is for the script of a text. */
export function roleFor(text: string, role: Role): Role {
  const setting = settingOf(text);
  if (!setting) return role;
  const steps = role.steps.length > 1 ? setting.headline : role.steps;
  return { ...role, steps, leading: role.leading * setting.leading };
}

function settingOf(text: string): ScriptSetting | undefined {
  return SETTINGS.find(({ letters }) => letters.test(text));
}
