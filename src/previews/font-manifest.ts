// Made by scripts/fonts.ts.

/** The list of the fonts beside the bundled ones, in the public folder. */
export const FONT_LIST_PATH = 'fonts/families-2508762708eb907a.json';
