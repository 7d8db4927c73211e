import type { ENGLISH_TOOLS } from './english-tools.ts';

export const FRENCH_TOOLS: typeof ENGLISH_TOOLS = {
  tools: {},
};
