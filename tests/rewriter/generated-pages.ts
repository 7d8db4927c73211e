import { createSeededRandom } from '../../src/adapters/memory/random.ts';
import { EMBED_FORMS, INERT_PLACES, LOADERS } from './embed-forms.ts';

/** A piece of a page and what becomes of it; `head` is the empty place where tags are put. */
export interface Piece {
  /** One character a byte. */
  text: string;
  becomes: 'kept' | 'card' | 'gone' | 'head' | 'data';
}

export interface GeneratedPage {
  pieces: Piece[];
  contentType: string;
  /** Whether it is the page of the article that the service knows. */
  known: boolean;
  /** How the words of its posts stand in a card. */
  wordsInCards: string;
  cards: number;
}

/** The canonical address of the article that is known. */
export const KNOWN_ADDRESS = 'https://news.example/2026/night-boat';

const utf8 = (text: string) => String.fromCharCode(...new TextEncoder().encode(text));
/** Charsets with words in them, as bytes and as references. The second byte of the last Japanese letter is a backslash. */
const CHARSETS = [
  { name: 'utf-8', words: utf8('Über das Boot – 🚢'), inCards: '&#220;ber das Boot &#8211; &#128674;' },
  { name: 'windows-1252', words: '\xdcber das Boot \x96', inCards: '&#220;ber das Boot &#8211;' },
  { name: 'iso-8859-1', words: '\xdcber das Boot', inCards: '&#220;ber das Boot' },
  { name: 'shift_jis', words: '\x93\xfa\x96\x7b\x83\x5c', inCards: '&#26085;&#26412;&#12477;' },
  { name: 'gbk', words: '\xd6\xd0\xce\xc4\x81\x5c', inCards: '&#20013;&#25991;&#20055;' },
  { name: 'koi8-r', words: '\xf0\xc1\xd2\xcf\xcd', inCards: '&#1055;&#1072;&#1088;&#1086;&#1084;' },
];

/** Tags that describe the article, in every way of writing them. */
const ARTICLE_TAGS = [
  '<meta property="og:title" content="Old title">',
  "<meta content='Old title' property='og:title' />",
  '<META PROPERTY=og:image CONTENT=https://news.example/old.jpg>',
  '<meta property="og:image:width" content="800"><meta property="og:image" content="https://news.example/second.jpg">',
  '<meta name="og:description" content="a > b">',
  '<meta name="twitter:card" content="summary"><meta property="twitter:image:src" content="/old.jpg">',
  '<meta name="description" content="Old words">\n<meta name="author" content="Somebody">',
  '<meta property="article:published_time" content="2001-01-01">',
  '<link rel="alternate" type="application/json+oembed" href="https://news.example/oembed?url=x" />',
  '<meta\n  property="og:type"\n  content="article"\n>',
  Array.from(
    { length: 126 },
    (_, index) => `<meta property="og:image" content="https://news.example/${index}.jpg">`,
  ).join(''),
];
/** Tags that stay whatever the page is. */
const OTHER_TAGS = [
  '<meta name="viewport" content="width=device-width">',
  '<meta name="twitter:site" content="@news">',
  '<meta property="fb:app_id" content="1"><meta name="theme-color" content="#123456">',
  '<link rel="stylesheet" href="/a.css"><style>.a > b { content: "<meta>" }</style>',
  '<script>document.write("<meta property=og:title>")</script>',
  '<noscript><meta property="og:title" content="For nobody"></noscript>',
  '<!-- <meta property="og:title" content="No tag"> -->',
  '<link rel="alternate" type="application/rss+xml" href="/feed">',
  '<script type="application/ld+json">{"@type":"BreadcrumbList"}</script>',
  '<script type="application/ld+json">{"@type":"NewsArticle",}</script>',
];
const ARTICLE_DATA = [
  '<script type="application/ld+json">{"@context":"https://schema.org","@type":"NewsArticle","headline":"Old","isAccessibleForFree":false}</script>',
  '<script type="application/ld+json">{"@graph":[{"@type":"WebSite"},{"@type":["Article","BlogPosting"],"headline":"Old"}]}</script>',
  '<SCRIPT TYPE=\'application/ld+json\'>\n[{"@type":"NewsArticle"},{"@type":"Person"}]\n</SCRIPT>',
];

/** The same pages in every run: every shape of head, every form of embed in every encoding, and traps between them. */
export function generatePages(count: number): GeneratedPage[] {
  const random = createSeededRandom(11);
  return Array.from({ length: count }, (_, index) => generatePage(index, () => random.bytes(1)[0] ?? 0));
}

function generatePage(index: number, byte: () => number): GeneratedPage {
  const pick = <Item>(items: readonly Item[]): Item => items[byte() % items.length] as Item;
  const known = byte() % 2 === 0;
  const charset = CHARSETS[index % CHARSETS.length] ?? CHARSETS[0];
  if (!charset) throw new RangeError('no charset');
  const pieces: Piece[] = [];
  const add = (text: string, becomes: Piece['becomes'] = 'kept') => pieces.push({ text, becomes });

  const body: Piece[] = [];
  const loaders: Piece[] = [];
  let id = 1_702_027_486_012_838_000n + BigInt(index * 20);
  for (let block = 0; block < 3 + (byte() % 6); block++) {
    body.push({ text: `<div class=entry><p>${charset.words} &amp; ${block}\n`, becomes: 'kept' });
    const form =
      block === 0 ? (EMBED_FORMS[index % EMBED_FORMS.length] ?? pick(EMBED_FORMS)) : pick(EMBED_FORMS);
    const markup = form.markup(String(++id), charset.words);
    const [open, close] = pick([
      ['', ''],
      ['<figure class="wp-block-embed"><div>', '</div></figure>'],
      ['<li>', ''],
      ['<section>\n\t', '\n</section>'],
    ] as const);
    if (byte() % 5 === 0) body.push({ text: pick(INERT_PLACES)(markup), becomes: 'kept' });
    body.push(
      { text: open, becomes: 'kept' },
      { text: markup, becomes: form.becomes },
      { text: close, becomes: 'kept' },
    );
    if (form.loader && byte() % 3 > 0) {
      const loader: Piece = { text: pick(LOADERS[form.loader]), becomes: 'gone' };
      loaders.push(loader);
      body.push(loader);
    }
    body.push({ text: '</p></div>', becomes: 'kept' });
  }
  settleLoaders(body, loaders);

  const tags: Piece[] = [];
  for (let tag = 0; tag < byte() % 7; tag++) {
    tags.push(
      { text: pick(ARTICLE_TAGS), becomes: known ? 'gone' : 'kept' },
      { text: pick(OTHER_TAGS), becomes: 'kept' },
    );
  }
  const data: Piece[] = byte() % 2 ? [{ text: pick(ARTICLE_DATA), becomes: known ? 'data' : 'kept' }] : [];
  const address = known ? KNOWN_ADDRESS : `https://news.example/other/${index}`;
  const canonical = pick([
    `<link rel="canonical" href="${address}">`,
    `<LINK HREF=${address} REL=canonical>`,
  ]);

  const declared = pick([
    `<meta charset="${charset.name}">`,
    `<META CHARSET=${charset.name}>`,
    `<meta http-equiv="Content-Type" content="text/html; charset=${charset.name}">`,
  ]);
  let contentType = 'text/html';
  const inHeader = () => {
    contentType = pick([
      `text/html; charset=${charset.name}`,
      `Text/HTML;Charset="${charset.name.toUpperCase()}"`,
    ]);
  };
  const shape = Math.floor(index / 3) % 7;
  if (shape === 0) {
    add(`<!DOCTYPE html>\n<html lang="de">\n<head>\n${declared}`);
    add('', 'head');
  } else if (shape === 1) {
    inHeader();
    add(
      '<!DOCTYPE HTML PUBLIC "-//W3C//DTD HTML 4.01//EN" "http://www.w3.org/TR/html4/strict.dtd"><HTML><HEAD>',
    );
    add('', 'head');
  } else if (shape === 2) {
    inHeader();
    add('<!doctype html><html lang=de data-x="a>b">');
    add('', 'head');
  } else if (shape === 3) {
    inHeader();
    add('<!-- built by hand --><!doctype html>\n');
    add('', 'head');
  } else if (shape === 4 && charset.name === 'utf-8') {
    add('\xef\xbb\xbf<!doctype html><html><head prefix="og: https://ogp.me/ns#">');
    add('', 'head');
  } else if (shape === 5) {
    add(`<!doctype html><html><head></head><head>${declared}`);
    add('', 'head');
  } else {
    add(
      `<!doctype html><html><head><title>First</title><meta name="viewport" content="width=device-width">${declared}`,
    );
    add('', 'head');
  }
  if (shape !== 6) add(`<title>${charset.words}</title>`);
  add(canonical);
  pieces.push(...tags, ...(byte() % 4 ? data : []));
  if (![2, 3].includes(shape)) add('</head><body class="post">\n');
  if (byte() % 4 === 0)
    pieces.push({
      text: '<meta itemprop="x"><meta property="og:url" content="https://news.example/old">',
      becomes: known ? 'gone' : 'kept',
    });
  pieces.push(...body);
  add(
    pick([
      '</body></html>\n',
      '',
      '</article>',
      '<!-- never closed <blockquote class=open>',
      '<script>var end = "<\\/script>";</script></body></html>',
    ]),
  );

  const cards = body.filter(({ becomes }) => becomes === 'card').length;
  // The tag of several pieces that stays is taken apart where a part of it goes.
  return {
    pieces: pieces.flatMap((piece) => splitTag(piece, known)),
    contentType,
    known,
    wordsInCards: charset.inCards,
    cards,
  };
}

/** A script stays where a post of its platform does, or where anything that is kept names what it looks for. */
function settleLoaders(body: readonly Piece[], loaders: readonly Piece[]): void {
  const rest = body
    .filter(({ becomes }) => becomes === 'kept')
    .map(({ text }) => text)
    .join('\n');
  const left = {
    twitter: /twttr|twitter-(?:tweet|timeline)/.test(rest) || !body.some(isCardOf('twitter.com/')),
    bsky: /bluesky-embed|data-bluesky/.test(rest) || !body.some(isCardOf('bsky.app/')),
  };
  for (const loader of loaders) {
    if (loader.text.includes('bsky') ? left.bsky : left.twitter) loader.becomes = 'kept';
  }
}

function isCardOf(address: string): (piece: Piece) => boolean {
  return ({ text, becomes }) => becomes === 'card' && text.includes(address);
}

/** Of `<meta a><meta b>` each is a piece, since `itemprop` and the space between stay. */
function splitTag({ text, becomes }: Piece, known: boolean): Piece[] {
  if (becomes !== 'gone' || !known || !/^<(?:meta|link)/i.test(text)) return [{ text, becomes }];
  const parts = text.match(/<(?:"[^"]*"|'[^']*'|[^'">])*>|[^<]+/g) ?? [];
  return parts.map((part) => ({
    text: part,
    becomes: /^<(?:meta|link)/i.test(part) && !part.includes('itemprop') ? 'gone' : 'kept',
  }));
}
