import { DEFAULT_THEME } from '../../src/domain/theme.ts';
import type { CardContent } from './card-content.ts';

/** The card as boxes and styles, for engines that lay out by CSS: the same places and sizes as ours. */
export type Markup =
  | { style: Style; children: Markup[] }
  | { style: Style; text: string }
  | { style: Style; image: string };

type Style = Record<string, string | number>;

export const WIDTH = 1200;
export const HEIGHT = 630;
export const INKS = DEFAULT_THEME.colours;
/** Of words on a photo. */
export const LIGHT_INKS = { ...INKS, kicker: '#ffffff', title: '#ffffff', dek: '#e8e8e8', meta: '#e8e8e8' };
const COVER = { position: 'absolute', left: 0, top: 0, width: WIDTH, height: HEIGHT };
const SHADE = 'linear-gradient(180deg, rgba(10,12,20,0.1) 0%, rgba(10,12,20,0.85) 85%)';

/** Pixels of a title's letters: fewer the longer it is. */
export function titleSize(title: string): number {
  if (title.length <= 40) return 88;
  return title.length <= 75 ? 72 : 60;
}

/** `photo` is whatever the engine knows the hero picture by. */
export function cardMarkup(content: CardContent, photo?: string): Markup {
  const inks = photo === undefined ? INKS : LIGHT_INKS;
  const text = (said: string, fontSize: number, fontWeight: number, color: string, more: Style = {}) => ({
    style: { display: 'block', fontSize, fontWeight, color, ...more },
    text: said,
  });
  const clamp = (lines: number) => ({ lineClamp: lines, overflow: 'hidden', textOverflow: 'ellipsis' });
  const background: Markup[] =
    photo === undefined
      ? []
      : [
          { style: { ...COVER, objectFit: 'cover' }, image: photo },
          { style: { ...COVER, display: 'flex', backgroundImage: SHADE }, children: [] },
        ];
  return {
    style: {
      display: 'flex',
      position: 'relative',
      width: WIDTH,
      height: HEIGHT,
      backgroundColor: inks.background,
      fontFamily: 'Inter',
    },
    children: [
      ...background,
      {
        style: { ...COVER, left: 80, width: 96, height: 16, display: 'flex', backgroundColor: inks.accent },
        children: [],
      },
      {
        style: {
          ...COVER,
          left: 80,
          top: 110,
          width: 1040,
          height: 400,
          display: 'flex',
          flexDirection: 'column',
        },
        children: [
          text(content.kicker.toUpperCase(), 26, 700, inks.kicker, { letterSpacing: 2, marginBottom: 28 }),
          text(content.title, titleSize(content.title), 800, inks.title, {
            lineHeight: 1.12,
            letterSpacing: -1.5,
            ...clamp(3),
          }),
          text(content.dek, 31, 400, inks.dek, { lineHeight: 1.4, marginTop: 26, ...clamp(2) }),
        ],
      },
      {
        style: {
          ...COVER,
          left: 80,
          top: 530,
          width: 1040,
          height: 1,
          display: 'flex',
          backgroundColor: inks.meta,
        },
        children: [],
      },
      {
        style: {
          ...COVER,
          left: 80,
          top: 545,
          width: 1040,
          height: 50,
          display: 'flex',
          alignItems: 'center',
          justifyContent: 'space-between',
        },
        children: [
          text(`${content.byline} · ${content.date}`, 25, 400, inks.meta),
          text(content.publication, 28, 800, inks.title),
        ],
      },
    ],
  };
}

/** As satori and its family take it: what JSX would make. */
export function asElement(markup: Markup): object {
  if ('image' in markup) {
    const { style, image } = markup;
    return { type: 'img', key: null, props: { style, src: image, width: style.width, height: style.height } };
  }
  const children = 'text' in markup ? markup.text : markup.children.map(asElement);
  return { type: 'div', key: null, props: { style: markup.style, children } };
}

/** As takumi takes it. */
export function asTakumiNode(markup: Markup): object {
  if ('image' in markup) return { type: 'image', src: markup.image, style: markup.style };
  if ('text' in markup) return { type: 'text', text: markup.text, style: markup.style };
  return { type: 'container', style: markup.style, children: markup.children.map(asTakumiNode) };
}
