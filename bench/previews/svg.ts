import type { CardContent } from './card-content.ts';
import { HEIGHT, INKS, LIGHT_INKS, titleSize, WIDTH } from './markup.ts';

/** Of a letter of Inter, in ems. Lines are broken by it, since SVG breaks none: less work than a real layout is. */
const LETTER = { 400: 0.53, 700: 0.58, 800: 0.58 } as const;
const MEASURE = 1040;

interface Lines {
  text: string;
  size: number;
  weight: 400 | 700 | 800;
  ink: string;
  leading: number;
  most: number;
}

/** The card as SVG text. With `isOverlay` the ground is left out and a shade drawn, to lie on a photo. */
export function cardSvg(content: CardContent, isOverlay = false): string {
  const inks = isOverlay ? LIGHT_INKS : INKS;
  const size = titleSize(content.title);
  let y = 110;
  const block = ({ text, size, weight, ink, leading, most }: Lines): string =>
    breakLines(text, MEASURE / (size * LETTER[weight]), most)
      .map((line) => {
        y += size * leading;
        return textAt(80, y, size, weight, ink, line);
      })
      .join('');
  const ground = isOverlay
    ? `<defs><linearGradient id="g" x1="0" y1="0" x2="0" y2="1"><stop offset="0" stop-color="rgb(10,12,20)" stop-opacity=".1"/><stop offset=".85" stop-color="rgb(10,12,20)" stop-opacity=".85"/></linearGradient></defs><rect width="${WIDTH}" height="${HEIGHT}" fill="url(#g)"/>`
    : `<rect width="${WIDTH}" height="${HEIGHT}" fill="${inks.background}"/>`;
  const parts = [
    ground,
    `<rect x="80" width="96" height="16" fill="${inks.accent}"/><rect x="80" y="530" width="${MEASURE}" height="1" fill="${inks.meta}"/>`,
    block({
      text: content.kicker.toUpperCase(),
      size: 26,
      weight: 700,
      ink: inks.kicker,
      leading: 1,
      most: 1,
    }),
    block({ text: content.title, size, weight: 800, ink: inks.title, leading: 1.12, most: 3 }),
    block({ text: content.dek, size: 31, weight: 400, ink: inks.dek, leading: 1.4, most: 2 }),
    textAt(80, 580, 25, 400, inks.meta, `${content.byline} · ${content.date}`),
    textAt(1120, 580, 28, 800, inks.title, content.publication, 'end'),
  ];
  return `<svg xmlns="http://www.w3.org/2000/svg" width="${WIDTH}" height="${HEIGHT}" font-family="Inter">${parts.join('')}</svg>`;
}

/** The words of the benches need no escaping. The heaviest face goes by a family of its own in some libraries. */
function textAt(
  x: number,
  y: number,
  size: number,
  weight: number,
  ink: string,
  text: string,
  anchor = 'start',
) {
  const family = weight === 800 ? ' font-family="Inter ExtraBold, Inter"' : '';
  return `<text x="${x}" y="${y.toFixed(1)}" font-size="${size}" font-weight="${weight}"${family} fill="${ink}" text-anchor="${anchor}">${text}</text>`;
}

function breakLines(text: string, room: number, most: number): string[] {
  const lines: string[] = [];
  for (const word of text.split(' ')) {
    const last = lines.at(-1);
    if (last !== undefined && last.length + 1 + word.length <= room)
      lines[lines.length - 1] = `${last} ${word}`;
    else if (lines.length < most) lines.push(word);
    else return [...lines.slice(0, -1), `${last} …`];
  }
  return lines;
}
