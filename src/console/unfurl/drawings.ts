import type { Element } from 'hast';
import { h } from 'hastscript';
import type { PlatformView } from '../../unfurl/platform-views.ts';

type Part = 'picture' | 'site' | 'host' | 'title' | 'text' | 'author' | 'date' | 'link';

/** Which parts of a link each platform shows, from top to bottom; how they look is in console-drawings.css. */
const DRAWINGS: Record<string, readonly Part[]> = {
  X: ['picture', 'title', 'host'],
  Facebook: ['picture', 'host', 'title', 'text'],
  LinkedIn: ['picture', 'title', 'host'],
  WhatsApp: ['picture', 'title', 'text', 'host', 'link'],
  Slack: ['site', 'title', 'text', 'picture'],
  Discord: ['site', 'author', 'title', 'text', 'picture'],
  Telegram: ['link', 'site', 'title', 'text', 'picture'],
  iMessage: ['picture', 'title', 'host'],
  Mastodon: ['picture', 'site', 'title', 'author'],
  Bluesky: ['picture', 'title', 'text', 'host'],
};

/** The platforms that are drawn, in the order of the page. */
export const DRAWN_PLATFORMS = Object.keys(DRAWINGS);

export interface DrawingContext {
  /** Of the article. */
  address: string;
  /** The preview, by a path on this host. */
  picture: string | undefined;
  scheme: 'light' | 'dark';
}

/** A link as a platform shows it, or its bare address where it shows nothing more. Nothing in it leads anywhere. */
export function drawing(view: PlatformView, context: DrawingContext): Element {
  const { platform, nothing } = view;
  const name = platform.toLowerCase();
  const parts = nothing === undefined ? (DRAWINGS[platform] ?? []) : (['link'] as const);
  return h('div', { class: ['unfurl', `unfurl-${name}`, `unfurl-${context.scheme}`] }, [
    view.colour ? colourBar(view.colour) : undefined,
    ...parts.map((part) => drawnPart(part, view, context)),
  ]);
}

/** An attribute of a drawing, since the page allows no styles of its own. */
function colourBar(colour: string): Element {
  return h(
    'svg',
    { class: 'unfurl-bar', viewBox: '0 0 1 1', preserveAspectRatio: 'none', ariaHidden: 'true' },
    [h('rect', { width: '1', height: '1', fill: colour })],
  );
}

function drawnPart(
  part: Part,
  { title, description, site, author, date, picture, alt }: PlatformView,
  context: DrawingContext,
): Element | undefined {
  const host = URL.parse(context.address)?.host ?? '';
  if (part === 'picture') {
    const isShown = picture && !picture.refused && context.picture;
    const size = picture?.small ? 'unfurl-picture unfurl-small' : 'unfurl-picture';
    // The picture is described once, on the article's page; here its alt text is what the platform takes over.
    return isShown
      ? h('img', {
          class: size,
          src: context.picture,
          alt: alt ?? '',
          width: 1200,
          height: 630,
          loading: 'lazy',
        })
      : undefined;
  }
  const words = { title, text: description, site: site ?? host, author, date, host, link: context.address }[
    part
  ];
  return words ? h('span', { class: `unfurl-${part}` }, [h('bdi', words)]) : undefined;
}
