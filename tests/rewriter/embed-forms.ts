/** Forms in which pages hold posts, with what becomes of each. Markup is text of one character a byte. */
export interface EmbedForm {
  name: string;
  /** `id` names the post, `words` are in the page's encoding. */
  markup(id: string, words: string): string;
  /** `card`: it becomes one. `kept`: the page says too little of the post, or it is of a platform that stays. */
  becomes: 'card' | 'kept';
  /** Whose script fills it. */
  loader?: 'x' | 'bluesky';
}

const link = (id: string) => `https://twitter.com/fjordferries/status/${id}`;
const dated = (id: string) => `<a href="${link(id)}?ref_src=twsrc%5Etfw">September 13, 2023</a>`;
const signed = (id: string) => `&mdash; Fjord Ferries (@fjordferries) ${dated(id)}`;
const blueskyAt = (id: string) =>
  `at://did:plc:abcdefghijklmnopqrstuvwx/app.bsky.feed.post/3k${id.slice(-9).replace(/[0189]/g, 'q')}aa`;

export const EMBED_FORMS: readonly EmbedForm[] = [
  {
    name: 'as X gives it out',
    markup: (id, words) =>
      `<blockquote class="twitter-tweet"><p lang="en" dir="ltr">${words}</p>${signed(id)}</blockquote>`,
    becomes: 'card',
    loader: 'x',
  },
  {
    name: 'with its signature in a paragraph',
    markup: (id, words) =>
      `<blockquote class="twitter-tweet tw-align-center" data-width="550" data-dnt="true">\n<p lang="en" dir="ltr">${words}</p>\n<p>${signed(id)}</p></blockquote>`,
    becomes: 'card',
    loader: 'x',
  },
  {
    name: 'in capitals, without quotes',
    markup: (id, words) =>
      `<BLOCKQUOTE CLASS=twitter-tweet LANG=en><P>${words}<BR>More</P>${signed(id).replace('<a href="', '<A HREF=').replace('">', '>')}</BLOCKQUOTE>`,
    becomes: 'card',
    loader: 'x',
  },
  {
    name: 'in layout of its own',
    markup: (id, words) =>
      `<blockquote class='twitter-tweet cmplazyload' data-cmp-src="about:blank"><p>${words}</p><p>Second part</p><p>Third</p>${signed(id)}</blockquote>`,
    becomes: 'card',
    loader: 'x',
  },
  {
    name: 'without a class, signed',
    markup: (id, words) => `<blockquote><p>${words}</p>${signed(id)}</blockquote>`,
    becomes: 'card',
  },
  {
    name: 'unclosed paragraphs in it',
    markup: (id, words) => `<blockquote class="twitter-tweet"><p>${words}<p>${signed(id)}</blockquote>`,
    becomes: 'card',
    loader: 'x',
  },
  {
    name: 'at its old address',
    markup: (id, words) =>
      `<blockquote class="twitter-tweet"><p>${words}</p>&mdash; Fjord Ferries (@fjordferries) <a href="https://twitter.com/fjordferries/statuses/${id}">13 Sep 2023</a></blockquote>`,
    becomes: 'card',
    loader: 'x',
  },
  {
    name: 'as Bluesky gives it out',
    markup: (id, words) =>
      `<blockquote class="bluesky-embed" data-bluesky-uri="${blueskyAt(id)}" data-bluesky-cid="bafy"><p lang="en">${words}</p>&mdash; Fjord Ferries (<a href="https://bsky.app/profile/did:plc:abcdefghijklmnopqrstuvwx?ref_src=embed">@fjord.example</a>) <a href="${blueskyAt(id).replace('at://', 'https://bsky.app/profile/').replace('app.bsky.feed.post', 'post')}?ref_src=embed">September 13, 2023 at 8:00 AM</a></blockquote>`,
    becomes: 'card',
    loader: 'bluesky',
  },
  {
    name: 'a newsletter’s copy',
    // Written by hand: the second byte of a letter may be a backslash, which is no JSON of its own.
    markup: (id, words) => {
      const data = `{"url":"${link(id)}","full_text":"${words}","username":"fjordferries","name":"Fjord Ferries","date":"2023-09-13T18:32:29.000Z"}`;
      return `<div class="tweet" data-attrs="${data.replaceAll('&', '&amp;').replaceAll('"', '&quot;')}" data-component-name="Twitter2ToDOM"></div>`;
    },
    becomes: 'card',
  },
  {
    name: 'a link alone in its markup',
    markup: (id) => `<blockquote class="twitter-tweet"><a href="${link(id)}"></a></blockquote>`,
    becomes: 'kept',
    loader: 'x',
  },
  {
    name: 'a frame of X',
    markup: (id) =>
      `<iframe src="https://platform.twitter.com/embed/Tweet.html?id=${id}" width="550"></iframe>`,
    becomes: 'kept',
  },
  {
    name: 'as Mastodon gives it out',
    markup: (id) =>
      `<blockquote class="mastodon-embed" data-embed-url="https://social.example/@ferries/1${id.slice(-17)}/embed"><a href="https://social.example/@ferries/1${id.slice(-17)}">Post by @ferries@social.example</a></blockquote>`,
    becomes: 'kept',
  },
  {
    name: 'a video',
    markup: () =>
      `<iframe src="https://www.youtube.com/embed/abcdefghijk" title="A boat" allowfullscreen></iframe>`,
    becomes: 'kept',
  },
  {
    name: 'of Instagram',
    markup: () =>
      `<blockquote class="instagram-media" data-instgrm-permalink="https://www.instagram.com/p/Cabcdefghij/"><a href="https://www.instagram.com/p/Cabcdefghij/">A post</a></blockquote>`,
    becomes: 'kept',
  },
  {
    name: 'a quotation of the article’s own',
    markup: (_id, words) => `<blockquote><p>${words}</p><cite>A passenger</cite></blockquote>`,
    becomes: 'kept',
  },
  {
    name: 'a timeline',
    markup: () =>
      `<a class="twitter-timeline" href="https://twitter.com/fjordferries">Posts by fjordferries</a>`,
    becomes: 'kept',
  },
];

/** Places where the markup of a post is no post. */
export const INERT_PLACES: readonly ((markup: string) => string)[] = [
  (markup) => `<!-- ${markup} -->`,
  (markup) => `<template>${markup}</template>`,
  (markup) => `<template><div>${markup}<p>open</template>`,
  (markup) => `<textarea rows=3>${markup}</textarea>`,
  (markup) => `<script>var saved = ${JSON.stringify(markup.replaceAll('</', '<\\/'))};</script>`,
  (markup) => `<noscript>${markup}</noscript>`,
  (markup) => `<div hidden>${markup.replaceAll('<', '&lt;')}</div>`,
  (markup) => `<svg><title>${markup.replaceAll('<', '&lt;')}</title></svg>`,
];

export const LOADERS = {
  x: [
    '<script async src="https://platform.twitter.com/widgets.js" charset="utf-8"></script>',
    '<SCRIPT ASYNC SRC=//platform.twitter.com/widgets.js></SCRIPT>',
    '<script type="text/plain" data-cmp-src="https://platform.twitter.com/widgets.js" data-cmp-vendor="c1"></script>',
  ],
  bluesky: ['<script async src="https://embed.bsky.app/static/embed.js" charset="utf-8"></script>'],
} as const;
