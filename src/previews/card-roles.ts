import { DEK, type Ink, KICKER, META, TITLE } from './painting/palette.ts';
import type { SizeStep } from './typesetting/text-block.ts';
import type { TextStyle } from './typesetting/typesetter.ts';

/** How one kind of text is set: leading in ems of its size, and the pixels from the baseline above to its capitals. */
export interface Role {
  style: TextStyle;
  steps: readonly SizeStep[];
  ink: Ink;
  leading: number;
  gap: number;
}

export const KICKER_ROLE: Role = {
  style: { weight: 700, tracking: 0.09 },
  steps: [{ size: 26, lines: 1 }],
  ink: KICKER,
  leading: 1,
  gap: 0,
};
export const HEADLINE_ROLE: Role = {
  style: { weight: 800, tracking: -0.022 },
  steps: [
    { size: 88, lines: 2 },
    { size: 72, lines: 3 },
    { size: 60, lines: 3 },
    { size: 52, lines: 4 },
    { size: 46, lines: 4 },
  ],
  ink: TITLE,
  leading: 1.12,
  gap: 38,
};
export const DEK_ROLE: Role = {
  style: { weight: 400, tracking: -0.005 },
  steps: [{ size: 31, lines: 3 }],
  ink: DEK,
  leading: 1.4,
  gap: 50,
};
/** Under a headline of three lines or more the standfirst keeps short. */
export const SHORT_DEK_ROLE: Role = { ...DEK_ROLE, steps: [{ size: 31, lines: 2 }] };
/** Where the headline's script leaves no more room. */
export const ONE_LINE_DEK_ROLE: Role = { ...DEK_ROLE, steps: [{ size: 31, lines: 1 }] };
/** On a photo the headline is a step smaller: the picture comes first. */
export const HERO_HEADLINE_ROLE: Role = {
  ...HEADLINE_ROLE,
  steps: [
    { size: 80, lines: 1 },
    { size: 70, lines: 2 },
    { size: 60, lines: 3 },
    { size: 52, lines: 4 },
    { size: 46, lines: 4 },
  ],
  gap: 33,
};
export const HERO_DEK_ROLE: Role = { ...DEK_ROLE, steps: [{ size: 29, lines: 1 }], gap: 44 };
export const META_ROLE: Role = {
  style: { weight: 400, tracking: 0 },
  steps: [{ size: 25, lines: 1 }],
  ink: META,
  leading: 1,
  gap: 0,
};
export const PUBLICATION_ROLE: Role = {
  style: { weight: 800, tracking: -0.015 },
  steps: [{ size: 28, lines: 1 }],
  ink: TITLE,
  leading: 1,
  gap: 0,
};
/** Above a post that is quoted. */
export const QUOTING_HEADLINE_ROLE: Role = {
  ...HEADLINE_ROLE,
  steps: [
    { size: 52, lines: 1 },
    { size: 43, lines: 2 },
    { size: 38, lines: 2 },
  ],
  gap: 31,
};
/** Whose words are quoted. */
export const CITE_ROLE: Role = {
  style: { weight: 700, tracking: -0.01 },
  steps: [{ size: 26, lines: 1 }],
  ink: TITLE,
  leading: 1,
  gap: 0,
};
/** What became of a quoted post, where that is all there is to say. */
export const STATUS_ROLE: Role = {
  style: { weight: 700, tracking: -0.018 },
  steps: [
    { size: 56, lines: 3 },
    { size: 46, lines: 4 },
    { size: 38, lines: 5 },
  ],
  ink: TITLE,
  leading: 1.18,
  gap: 0,
};
/** Our own words under those of a quoted post. */
export const NOTICE_ROLE: Role = {
  style: { weight: 400, tracking: -0.005 },
  steps: [{ size: 29, lines: 2 }],
  ink: DEK,
  leading: 1.38,
  gap: 46,
};
