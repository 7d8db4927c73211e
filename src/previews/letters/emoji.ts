/** U+FE0F asks for colours, U+FE0E for letters' black; two regional letters are a flag; U+20E3 makes a keycap. */
const COLOURFUL = /[\ufe0f\u20e3]|^[\u{1f1e6}-\u{1f1ff}]{2}|^\p{Emoji_Presentation}/u;
const BLACK = '\ufe0e';

/** Whether a grapheme cluster asks to be drawn in colours (UTS #51 §1.4). */
export function isEmoji(cluster: string): boolean {
  return COLOURFUL.test(cluster) && !cluster.includes(BLACK);
}
