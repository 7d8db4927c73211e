/** A page of an invented newspaper, as content systems print them: navigation, teasers, sharing, and one article. */
export interface PageLayout {
  name: string;
  /** The whole page around paragraphs and embeds, in their order. */
  render(title: string, parts: readonly Part[]): string;
}

/** A piece of the article: a paragraph's words, or the markup of an embed. */
export type Part = { words: string } | { markup: string };

const isWords = (part: Part): part is { words: string } => 'words' in part;
const paragraphs = (parts: readonly Part[], tag = 'p', attributes = '') =>
  parts
    .map((part) => (isWords(part) ? `<${tag}${attributes}>${part.words}</${tag}>` : part.markup))
    .join('\n');

const SECTIONS = ['World', 'Harbour', 'Money', 'Sport', 'Letters', 'Tides', 'Archive', 'Weather'];
const links = (tag: string) =>
  SECTIONS.map((name) => `<${tag}><a href="/${name.toLowerCase()}/">${name}</a></${tag}>`).join('');
const TEASERS = [
  'Council agrees to count the gulls once more',
  'The old crane will be painted, not moved',
  'A baker, a ferry and a very long queue',
  'Where the herring went, and who asked them',
]
  .map(
    (title, index) =>
      `<article class="teaser"><a href="/2026/05/teaser-${index}"><h3>${title}</h3></a><p>In the harbour, ${title.toLowerCase()}, it was said on Monday.</p><time datetime="2026-05-0${index + 1}">${index + 1} May</time></article>`,
  )
  .join('');
const HEAD = (title: string, more = '') =>
  `<!doctype html><html lang="en"><head><meta charset="utf-8"><title>${title} - The Quay Courier</title>
<meta property="og:title" content="${title}"><meta property="og:type" content="article"><meta property="og:site_name" content="The Quay Courier">${more}</head>`;
const NAV = `<header class="site-header"><a class="logo" href="/">The Quay Courier</a><nav class="main-nav"><ul>${links('li')}</ul></nav></header>`;
const FOOTER = `<footer class="site-footer"><ul>${links('li')}</ul><p>The Quay Courier, Pier 4. All rights reserved.</p></footer>`;
const SHARE =
  '<ul class="share-buttons"><li><a href="#">Share on Facebook</a></li><li><a href="#">Share</a></li><li><a href="#">Print</a></li></ul>';
const RELATED = `<aside class="related-posts"><h2>More from the harbour</h2>${TEASERS}</aside>`;
const COMMENTS =
  '<section id="comments" class="comments-area"><h2>2 comments</h2><ol class="comment-list"><li class="comment"><p>I was on that boat, and it was late as always, as everybody there knows.</p></li><li class="comment"><p>Gulls cannot be counted, they never stand still for so long a time.</p></li></ol></section>';

export const PAGE_LAYOUTS: readonly PageLayout[] = [
  {
    name: 'a WordPress theme with a sidebar',
    render: (title, parts) => `${HEAD(title)}<body class="single single-post">${NAV}
<div id="content" class="site-content"><div id="primary"><main id="main" class="site-main"><article id="post-41" class="post-41 post type-post hentry">
<header class="entry-header"><h1 class="entry-title">${title}</h1><div class="entry-meta"><span class="posted-on">Posted on <time class="entry-date published" datetime="2026-05-04T08:00:00+00:00">May 4, 2026</time></span> <span class="byline">by <span class="author vcard"><a rel="author" href="/author/wren">Wren Halloway</a></span></span></div></header>
<div class="entry-content">${paragraphs(parts)}
<div class="sharedaddy sd-sharing-enabled">${SHARE}</div></div><footer class="entry-footer">Tags: <a rel="tag" href="/tag/boats">boats</a></footer></article>${COMMENTS}</main></div>
<div id="secondary" class="widget-area sidebar"><section class="widget widget_recent_entries"><h2>Recent posts</h2><ul>${links('li')}</ul></section></div></div>${FOOTER}</body></html>`,
  },
  {
    name: 'a block theme of WordPress',
    render: (
      title,
      parts,
    ) => `${HEAD(title)}<body><div class="wp-site-blocks"><header class="wp-block-template-part"><nav class="wp-block-navigation"><ul>${links('li')}</ul></nav></header>
<main class="wp-block-group is-layout-flow"><h1 class="wp-block-post-title">${title}</h1><div class="wp-block-post-date"><time datetime="2026-05-04T08:00:00+00:00">May 4, 2026</time></div>
<div class="entry-content wp-block-post-content is-layout-constrained">${parts
      .map((part) =>
        isWords(part)
          ? `<p class="wp-block-paragraph">${part.words}</p>`
          : `<figure class="wp-block-embed is-type-rich"><div class="wp-block-embed__wrapper">\n${part.markup}\n</div></figure>`,
      )
      .join('\n')}</div></main>${FOOTER}</div></body></html>`,
  },
  {
    name: 'a Ghost theme',
    render: (
      title,
      parts,
    ) => `${HEAD(title)}<body class="post-template"><div class="viewport">${NAV}<main class="site-main"><article class="article post">
<header class="article-header gh-canvas"><div class="article-tag"><a href="/tag/harbour/">Harbour</a></div><h1 class="article-title">${title}</h1><p class="article-excerpt">What the ferry did, and why nobody on the quay had seen it coming at all.</p></header>
<section class="gh-content gh-canvas">${parts
      .map((part) =>
        isWords(part)
          ? `<p>${part.words}</p>`
          : `<figure class="kg-card kg-embed-card">${part.markup}</figure>`,
      )
      .join(
        '\n',
      )}</section></article></main><aside class="read-more-wrap"><h3>Read more</h3><div class="read-more">${TEASERS}</div></aside>${FOOTER}</div></body></html>`,
  },
  {
    name: 'Drupal fields',
    render: (
      title,
      parts,
    ) => `${HEAD(title)}<body><div id="page-wrapper"><div id="page">${NAV}<div id="main-wrapper"><div id="main"><div id="content" class="column"><div class="section"><h1 class="title" id="page-title">${title}</h1><div class="region region-content"><div class="node node-article node-full clearfix"><div class="submitted">By Wren Halloway</div>
<div class="content clearfix"><div class="field field-name-body field-type-text-with-summary"><div class="field-items"><div class="field-item even" property="content:encoded">${paragraphs(parts)}</div></div></div></div></div></div></div></div>
<div id="sidebar-first" class="column sidebar"><div class="section"><h2>Navigation</h2><ul class="menu">${links('li')}</ul></div></div></div></div>${FOOTER}</div></div></body></html>`,
  },
  {
    name: 'a newspaper of divs, a block for each paragraph',
    render: (
      title,
      parts,
    ) => `${HEAD(title)}<body>${NAV}<div class="pg-wrapper"><article class="pg-rail"><div class="l-container"><h1 class="pg-headline">${title}</h1><div class="metadata"><p class="metadata__byline">By Wren Halloway</p><p class="update-time">Updated 9:41 AM, May 4, 2026</p></div>
<div class="pg-side-of-rail"><section id="body-text" class="zn-body-text"><div class="l-container">${parts
      .map((part) =>
        isWords(part)
          ? `<div class="zn-body__paragraph">${part.words}</div>`
          : `<div class="el__embed el__embed--standard">${part.markup}</div>`,
      )
      .join('')}</div></section></div></div></article>${RELATED}</div>${FOOTER}</body></html>`,
  },
  {
    name: 'an application with names made by a build',
    render: (
      title,
      parts,
    ) => `${HEAD(title)}<body><div id="__next"><div class="css-1q2w3e"><header class="css-9xk2"><nav>${links('span')}</nav></header><main id="site-content"><div><article id="story" class="css-vxcmzt e1lmdhsb0"><header class="css-1u47"><h1 class="css-9p11 e1h9rw200">${title}</h1></header>
<section name="articleBody" class="meteredContent css-1r7ky0e">${chunks(parts)
      .map(
        (chunk) =>
          `<div class="css-s99gbd StoryBodyCompanionColumn" data-testid="companionColumn-0"><div class="css-53u6y8">${paragraphs(chunk, 'p', ' class="css-at9mc1 evys1bk0"')}</div><aside class="css-ew4tgv" aria-label="companion column"></aside></div>`,
      )
      .join(
        '',
      )}</section></article></div></main><footer class="css-1e1s8k7">${links('span')}</footer></div></div><script id="__NEXT_DATA__" type="application/json">{"props":{}}</script></body></html>`,
  },
  {
    name: 'AMP',
    render: (
      title,
      parts,
    ) => `<!doctype html><html amp lang="en"><head><meta charset="utf-8"><title>${title}</title><link rel="canonical" href="https://courier.example/2026/boats"><style amp-boilerplate>body{animation:none}</style></head><body>
<header class="amp-header"><a href="/">The Quay Courier</a><amp-sidebar id="menu" layout="nodisplay"><ul>${links('li')}</ul></amp-sidebar></header>
<article class="amp-wp-article"><header class="amp-wp-article-header"><h1 class="amp-wp-title">${title}</h1></header><div class="amp-wp-article-content">${paragraphs(parts)}</div></article><footer class="amp-wp-footer">${links('span')}</footer></body></html>`,
  },
  {
    name: 'Blogger, where lines are broken by br',
    render: (
      title,
      parts,
    ) => `${HEAD(title)}<body><div class="content"><div class="content-outer"><div class="tabs-outer"><ul>${links('li')}</ul></div><div class="main-outer"><div class="column-center-outer"><div class="main section" id="main"><div class="widget Blog" id="Blog1"><div class="blog-posts hfeed"><div class="date-outer"><h2 class="date-header"><span>Monday, 4 May 2026</span></h2>
<div class="post hentry"><h3 class="post-title entry-title">${title}</h3><div class="post-body entry-content">${parts.map((part) => (isWords(part) ? part.words : part.markup)).join('<br /><br />')}<div style="clear: both;"></div></div><div class="post-footer">Posted by Wren at 09:00</div></div></div></div></div></div></div></div>
<div class="column-right-outer"><div class="sidebar section"><div class="widget Label"><ul>${links('li')}</ul></div></div></div></div></div></div></body></html>`,
  },
  {
    name: 'a table for the layout',
    render: (title, parts) =>
      `${HEAD(title)}<body><table width="960"><tr><td colspan="3"><a href="/">The Quay Courier</a></td></tr><tr><td width="120" valign="top">${links('div')}</td><td valign="top"><h1>${title}</h1>${paragraphs(parts)}</td><td width="180" valign="top"><b>Most read</b>${links('div')}</td></tr></table></body></html>`,
  },
  {
    name: 'schema.org markup with boxes between the paragraphs',
    render: (
      title,
      parts,
    ) => `${HEAD(title)}<body itemscope itemtype="https://schema.org/NewsArticle">${NAV}<main class="article-page"><h1 itemprop="headline">${title}</h1><div class="article__content" itemprop="articleBody">${paragraphs(parts.slice(0, 2))}
<div class="promo-box newsletter-signup"><p>Subscribe to our newsletter</p><form action="/signup"><input name="mail"><button>Subscribe</button></form></div>${paragraphs(parts.slice(2, 4))}<aside class="read-also"><p>Read also: <a href="/2026/05/teaser-1">The old crane will be painted, not moved</a></p></aside>${paragraphs(parts.slice(4))}</div>${SHARE}</main>${RELATED}${FOOTER}</body></html>`,
  },
  {
    name: 'a French system of sections',
    render: (
      title,
      parts,
    ) => `${HEAD(title)}<body class="article"><section class="zone zone--article"><section class="article__wrapper"><article class="article article--single"><section class="article__content old__article-content-single"><header class="article__header"><h1 class="article__title">${title}</h1></header>
${parts
  .map((part) =>
    isWords(part)
      ? `<p class="article__paragraph">${part.words}</p>`
      : `<div class="multimedia-embed"><div class="twitter-wrapper">${part.markup}</div></div>`,
  )
  .join(
    '\n',
  )}<section class="catcher catcher--inline"><span class="catcher__label">Lire aussi</span> <a href="/2026/05/teaser-3">Where the herring went, and who asked them</a></section></section></article></section></section>${FOOTER}</body></html>`,
  },
  {
    name: 'a page without any names',
    render: (title, parts) =>
      `${HEAD(title)}<body><div><div>${links('span')}</div><div><div><h1>${title}</h1><div><div>${paragraphs(parts)}</div></div></div></div><div>${links('span')}</div></div></body></html>`,
  },
  {
    name: 'a letter of a newsletter',
    render: (title, parts) =>
      `${HEAD(title)}<body><div id="entry"><div class="main-menu">${links('span')}</div><div class="single-post-container"><div class="container"><div class="single-post"><article class="typography newsletter-post post"><div class="post-header"><h1 class="post-title published">${title}</h1><h3 class="subtitle">A letter about boats and the people who wait for them every day</h3></div><div class="available-content"><div dir="auto" class="body markup">${paragraphs(parts)}</div></div></article></div></div></div></div></body></html>`,
  },
];

/** The columns that an application parts a story into. */
function chunks(parts: readonly Part[]): Part[][] {
  const made: Part[][] = [];
  for (let index = 0; index < parts.length; index += 3) made.push(parts.slice(index, index + 3));
  return made;
}
