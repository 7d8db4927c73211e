// Made by scripts/fonts.ts.

/** The list of the fonts beside the bundled ones, in the public folder. */
export const FONT_LIST_PATH = 'fonts/families-78d5a746390d451a.json';
