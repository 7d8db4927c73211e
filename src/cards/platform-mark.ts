import type { Element } from 'hast';
import { h, s } from 'hastscript';

/** X's logo, which its display requirements ask for at the upper right of a post (docs.x.com, "Display requirements"). */
const X_LOGO =
  'M18.9 1.15h3.68l-8.04 9.19L24 22.85h-7.41l-5.8-7.59-6.64 7.59H.47l8.6-9.83L0 1.15h7.59l5.25 6.94zM17.61 20.65h2.04L6.49 3.24H4.3z';

/** The platform's mark at the head of a card: drawn in place for X, in words for any other. */
export function platformMark(platform: string): Element {
  if (platform !== 'X') return h('span', { class: 'quote-card-platform' }, platform);
  return s(
    'svg',
    {
      class: 'quote-card-platform',
      viewBox: '0 0 24 24',
      width: 18,
      height: 18,
      fill: 'currentColor',
      role: 'img',
      ariaLabel: platform,
    },
    [s('path', { d: X_LOGO })],
  );
}
