/** Answer of an oEmbed provider (oembed.com, §2.3.4): a frame of fixed size. */
export interface RichEmbed {
  title: string;
  authorName?: string;
  authorUrl?: string;
  providerName: string;
  providerUrl: string;
  /** Seconds. */
  cacheAge: number;
  thumbnail?: { url: string; width: number; height: number };
  /** The address of the page in the frame, and the frame's size in pixels. */
  frame: { url: string; width: number; height: number };
}

/** The members of an answer in order; absent ones are left out. The type is always `rich`. */
function membersOf(embed: RichEmbed): [string, string | number][] {
  const { frame, thumbnail } = embed;
  const members: [string, string | number | undefined][] = [
    ['version', '1.0'],
    ['type', 'rich'],
    ['title', embed.title],
    ['author_name', embed.authorName],
    ['author_url', embed.authorUrl],
    ['provider_name', embed.providerName],
    ['provider_url', embed.providerUrl],
    ['cache_age', embed.cacheAge],
    ['thumbnail_url', thumbnail?.url],
    ['thumbnail_width', thumbnail?.width],
    ['thumbnail_height', thumbnail?.height],
    ['html', frameMarkup(embed)],
    ['width', frame.width],
    ['height', frame.height],
  ];
  return members.filter((member): member is [string, string | number] => member[1] !== undefined);
}

/** Exactly one frame and nothing else: what stricter readers (Misskey) take. */
function frameMarkup({ frame, title }: RichEmbed): string {
  const { url, width, height } = frame;
  return `<iframe src="${escaped(url)}" width="${width}" height="${height}" title="${escaped(title)}" loading="lazy" style="border:0;max-width:100%"></iframe>`;
}

/** As JSON (`application/json`). */
export function oembedJson(embed: RichEmbed): string {
  return `${JSON.stringify(Object.fromEntries(membersOf(embed)))}\n`;
}

/** As XML (`text/xml`). */
export function oembedXml(embed: RichEmbed): string {
  const members = membersOf(embed).map(([name, value]) => `  <${name}>${escaped(String(value))}</${name}>\n`);
  return `<?xml version="1.0" encoding="utf-8" standalone="yes"?>\n<oembed>\n${members.join('')}</oembed>\n`;
}

/** For attributes in quotes of either kind and for text, of HTML as of XML; what XML cannot hold is left out (XML 1.0 §2.2). */
function escaped(text: string): string {
  return text
    .toWellFormed()
    .replace(/[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\u{10000}-\u{10ffff}]/gu, '')
    .replace(/[&<>"']/g, (character) => `&#${character.charCodeAt(0)};`);
}
