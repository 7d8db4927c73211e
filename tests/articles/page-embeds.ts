import { SCRIPT } from '../embeds/quoted-markup.ts';

/** A form that posts are embedded in, made of a number: the post and what captures it. */
export interface EmbedForm {
  name: string;
  make(number: number): { markup: string; capture: string };
}

const id = (number: number) => String(1702027486012838297n + BigInt(number) * 4_194_304_000n);
const rkey = (number: number) => `3kh2z7x4f5s2${'abcdefgh'[number % 8]}`;
const signed = (number: number) =>
  `&mdash; Fjord Ferries (@fjordferries) <a href="https://twitter.com/fjordferries/status/${id(number)}?ref_src=twsrc%5Etfw">September 13, 2023</a>`;
const x = (number: number, markup: string) => ({ markup, capture: `x/${id(number)}` });

export const EMBED_FORMS: readonly EmbedForm[] = [
  {
    name: 'X, with its script',
    make: (n) =>
      x(
        n,
        `<blockquote class="twitter-tweet" data-dnt="true"><p lang="en" dir="ltr">The night boat ${n} is back.</p>${signed(n)}</blockquote>${SCRIPT}`,
      ),
  },
  {
    name: 'X, its signature in a paragraph of its own',
    make: (n) =>
      x(
        n,
        `<blockquote class="twitter-tweet tw-align-center"><p>The night boat ${n} is back.</p><p>${signed(n)}</p></blockquote>`,
      ),
  },
  {
    name: 'X, a bare link without words',
    make: (n) =>
      x(
        n,
        `<blockquote class="twitter-tweet"><a href="https://twitter.com/fjordferries/statuses/${id(n)}"></a></blockquote>`,
      ),
  },
  {
    name: 'X, under a consent manager',
    make: (n) =>
      x(
        n,
        `<div class="embed-consent"><blockquote class="twitter-tweet cmplazyload" data-cmp-vendor="s34"><p>The night boat ${n} is back.</p>${signed(n)}</blockquote></div>`,
      ),
  },
  {
    name: 'X, an address alone',
    make: (n) => x(n, `<p>https://x.com/fjordferries/status/${id(n)}</p>`),
  },
  {
    name: 'X, a frame',
    make: (n) =>
      x(n, `<iframe src="https://platform.twitter.com/embed/Tweet.html?id=${id(n)}" width="550"></iframe>`),
  },
  {
    name: 'AMP',
    make: (n) =>
      x(
        n,
        `<amp-twitter width="375" height="472" layout="responsive" data-tweetid="${id(n)}"></amp-twitter>`,
      ),
  },
  {
    name: 'Bluesky',
    make: (n) => ({
      markup: `<blockquote class="bluesky-embed" data-bluesky-uri="at://did:plc:abcdefghijklmnopqrstuvwx/app.bsky.feed.post/${rkey(n)}" data-bluesky-cid="bafyreia"><p lang="en">The night boat ${n} is back.</p>&mdash; Fjord Ferries (<a href="https://bsky.app/profile/did:plc:abcdefghijklmnopqrstuvwx?ref_src=embed">@ferries.example</a>) <a href="https://bsky.app/profile/did:plc:abcdefghijklmnopqrstuvwx/post/${rkey(n)}?ref_src=embed">13 September 2023 at 10:00</a></blockquote>`,
      capture: `bluesky/did_plc_abcdefghijklmnopqrstuvwx_${rkey(n)}`,
    }),
  },
  {
    name: 'Mastodon, a frame',
    make: (n) => ({
      markup: `<iframe src="https://social.example/@ferries/11106060606060606${n % 10}/embed" class="mastodon-embed" width="400"></iframe><script src="https://social.example/embed.js" async></script>`,
      capture: `mastodon/social.example_11106060606060606${n % 10}`,
    }),
  },
  {
    name: 'YouTube, in a wrapper that keeps its shape',
    make: (n) => ({
      markup: `<div class="video-container"><div style="position:relative;padding-bottom:56.25%"><iframe src="https://www.youtube.com/embed/Ab3dEf9hIj${'KLMNOPQR'[n % 8]}" allowfullscreen></iframe></div></div>`,
      capture: `youtube/Ab3dEf9hIj${'KLMNOPQR'[n % 8]}`,
    }),
  },
  {
    name: 'Instagram',
    make: (n) => ({
      markup: `<blockquote class="instagram-media" data-instgrm-permalink="https://www.instagram.com/p/CxIbQkiNFa${'abcdefgh'[n % 8]}/" data-instgrm-version="14"><div><a href="https://www.instagram.com/p/CxIbQkiNFa${'abcdefgh'[n % 8]}/">View this post on Instagram</a></div></blockquote><script async src="//www.instagram.com/embed.js"></script>`,
      capture: `instagram/CxIbQkiNFa${'abcdefgh'[n % 8]}`,
    }),
  },
  {
    name: 'TikTok',
    make: (n) => ({
      markup: `<blockquote class="tiktok-embed" cite="https://www.tiktok.com/@ferries/video/727812345678901234${n % 10}" data-video-id="727812345678901234${n % 10}"><section><a href="https://www.tiktok.com/@ferries">@ferries</a> <p>The night boat ${n}</p></section></blockquote><script async src="https://www.tiktok.com/embed.js"></script>`,
      capture: `tiktok/727812345678901234${n % 10}`,
    }),
  },
];
