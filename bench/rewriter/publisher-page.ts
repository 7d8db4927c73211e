import { words } from '../words.ts';

/** The address of the page, and of the article that it is. */
export const ADDRESS = 'https://news.example/2026/harbour';

const POSTS = 3;
const BYTES = 100_000;

/** A publisher's page of 100 kB as a CMS makes it: a head full of tags, scripts, three posts of X among its paragraphs. */
export function publisherPage(): Uint8Array<ArrayBuffer> {
  const head = [
    '<meta charset="utf-8"><title>The harbour stays open</title>',
    `<link rel="canonical" href="${ADDRESS}">`,
    '<meta property="og:type" content="article"><meta property="og:title" content="The harbour">',
    '<meta property="og:image" content="https://news.example/harbour.jpg"><meta name="description" content="Ferries.">',
    ...Array.from({ length: 20 }, (_, index) => `<meta property="article:tag" content="Tag ${index}">`),
    ...Array.from(
      { length: 20 },
      (_, index) => `<link rel="preload" as="style" href="/styles/${index}.css">`,
    ),
    ...Array.from({ length: 20 }, (_, index) => `<script>window.part${index} = "${words(60)}";</script>`),
    `<script type="application/ld+json">${JSON.stringify(linkedData())}</script>`,
  ];
  const body: string[] = [];
  let bytes = head.join('\n').length;
  for (let index = 0; bytes < BYTES; index++) {
    const paragraph = `<div class="block"><p class="text">${words(40)} <a href="/p/${index}">${words(3)}</a> ${words(20)}</p><img src="/images/${index}.jpg" alt=""></div>`;
    body.push(paragraph, index % 40 === 10 && index < POSTS * 40 ? post(index) : '');
    bytes += paragraph.length + 1;
  }
  const html = `<!doctype html>\n<html lang="en">\n<head>\n${head.join('\n')}\n</head>\n<body>\n${body.join('\n')}\n</body>\n</html>\n`;
  return new TextEncoder().encode(html);
}

function linkedData(): object {
  const article = { '@type': 'NewsArticle', headline: 'The harbour', isAccessibleForFree: true };
  return { '@context': 'https://schema.org', '@graph': [{ '@type': 'WebSite', name: 'News' }, article] };
}

function post(index: number): string {
  const id = 1_702_027_486_012_838_000n + BigInt(index);
  return `<blockquote class="twitter-tweet"><p lang="en" dir="ltr">${words(30)}</p>&mdash; Harbour Desk (@harbourdesk) <a href="https://twitter.com/harbourdesk/status/${id}?ref_src=twsrc%5Etfw">September 13, 2023</a></blockquote> <script async src="https://platform.twitter.com/widgets.js" charset="utf-8"></script>`;
}
