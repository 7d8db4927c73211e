/** Most posts that are taken from one article: the first ones. What comes after them stays as it is. */
export const MAX_EMBEDS = 200;
