/** Pieces of embed markup, as X makes it. */
export const ID = '1702027486012838297';
export const POST = `https://twitter.com/fjordferries/status/${ID}`;
export const DATE = `<a href="${POST}?ref_src=twsrc%5Etfw">September 13, 2023</a>`;
export const SIGNED = `&mdash; Fjord Ferries (@fjordferries) ${DATE}`;
export const WORDS = 'The night boat is back.';
export const SCRIPT = '<script async src="https://platform.twitter.com/widgets.js" charset="utf-8"></script>';
