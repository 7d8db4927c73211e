import { fromHtml } from 'hast-util-from-html';
import { toHtml } from 'hast-util-to-html';
import { describe, expect, test } from 'vitest';
import { createEmbedFinder } from '../../src/embeds/embed-finder.ts';
import { ID, POST, SCRIPT, SIGNED, WORDS } from './quoted-markup.ts';

const { findInTree } = createEmbedFinder();
const BEFORE = '<p>The company said so on Wednesday.</p>';
const AFTER = '<p>The harbour master had no comment.</p>';
const DID = 'did:plc:z72i7hdynmk6r22z27h6tvur';
const KEY = '3lju6gmjq2k2a';
const BSKY = `https://bsky.app/profile/${DID}/post/${KEY}`;
const TOOT = 'https://social.example/@harbour/111058120000000000';
const QUOTE = `<blockquote class="twitter-tweet"><p lang="en" dir="ltr">${WORDS}</p>${SIGNED}</blockquote>`;
const FRAME = `<iframe src="https://platform.twitter.com/embed/Tweet.html?dnt=true&amp;id=${ID}&amp;lang=fr" title="X Post"></iframe>`;

async function find(html: string) {
  const root = fromHtml(`<article>${BEFORE}${html}${AFTER}</article>`, { fragment: true });
  const embeds = await findInTree(root);
  for (const { node } of embeds) {
    const held = toHtml(node);
    expect(held).not.toContain('The company said');
    expect(held).not.toContain('no comment');
  }
  return embeds;
}

const X = `x/${ID}`;
describe('a post of X is found as', () => {
  test.each<[form: string, html: string]>([
    ['a rendered frame', `<div class="twitter-tweet twitter-tweet-rendered">${FRAME}</div>${SCRIPT}`],
    [
      'a frame of the other host',
      FRAME.replace('platform.twitter.com/embed/Tweet', 'platform.x.com/embed/index'),
    ],
    [
      'a frame without an address',
      `<iframe class="twitter-tweet twitter-tweet-rendered" data-tweet-id="${ID}" title="Twitter Tweet"></iframe>`,
    ],
    [
      'a frame that waits for consent',
      FRAME.replace('src=', 'class="cmplazyload" src="about:blank" data-cmp-src='),
    ],
    ['a frame that is loaded late', FRAME.replace('src=', 'data-lazy-src=')],
    ['a widget element', `<twitter-widget class="twitter-tweet" data-tweet-id="${ID}"></twitter-widget>`],
    [
      'an AMP element',
      `<amp-twitter width="375" height="472" layout="responsive" data-tweetid="${ID}"></amp-twitter>`,
    ],
    [
      'an AMP element with its fallback',
      `<amp-twitter data-tweetid="${ID}" layout="responsive">${QUOTE.replace('<blockquote', '<blockquote placeholder')}</amp-twitter>`,
    ],
    [
      'a block of WordPress',
      `<figure class="wp-block-embed is-type-rich is-provider-twitter"><div class="wp-block-embed__wrapper">\n${QUOTE}${SCRIPT}\n</div></figure>`,
    ],
    [
      'a block of WordPress as stored',
      `<!-- wp:embed {"url":"${POST}"} -->\n<figure class="wp-block-embed"><div class="wp-block-embed__wrapper">\n${POST}\n</div></figure>\n<!-- /wp:embed -->`,
    ],
    [
      'a block that waits for consent',
      `<div class="embed-privacy-container"><div class="embed-privacy-content">${QUOTE.replace('twitter-tweet', 'twitter-tweet cmplazyload')}</div></div><script type="text/plain" class="cmplazyload" data-cmp-src="https://platform.twitter.com/widgets.js"></script>`,
    ],
    [
      'a card of Ghost',
      `<!--kg-card-begin: embed--><figure class="kg-card kg-embed-card">${QUOTE}${SCRIPT}</figure><!--kg-card-end: embed-->`,
    ],
    ['an old video', QUOTE.replace('twitter-tweet', 'twitter-video')],
    ['a quotation made a division', QUOTE.replaceAll('blockquote', 'div')],
    [
      'a quotation with an archived link',
      QUOTE.replace(POST, `https://web.archive.org/web/20230914000000/${POST}`),
    ],
    [
      'an export of Medium',
      `<figure name="a1"><blockquote class="twitter-tweet"><a href="${POST}"></a></blockquote></figure>`,
    ],
    ['attributes of a CMS', `<div data-type="twitter" data-url="${POST}"></div>`],
    ['a division with its id', `<div class="tweet" data-tweet-id="${ID}"></div>`],
    ['a rendered quotation without its frame', `<div class="twitter-tweet" data-tweet-id="${ID}"></div>`],
    ['a component with an id', `<Tweet id="${ID}"></Tweet>`],
    ['a component with an address', `<Tweet id="${POST}"></Tweet>`],
    ['a component with an expression', `<TwitterTweetEmbed tweetId={"${ID}"}></TwitterTweetEmbed>`],
    ['an address in a paragraph', `<p>${POST}</p>`],
    ['an address with a line break', `<p>\n${POST}<br></p>`],
    ['an address in a division', `<div>${POST}</div>`],
    ['a linked address', `<p><a href="${POST}?s=20">${POST}</a></p>`],
    ['a linked address, cut short', `<p><a href="${POST}">twitter.com/fjordferries/stat…</a></p>`],
    ['a linked address in bold', `<p><strong><a href="${POST}" target="_blank">${POST}</a></strong></p>`],
    ['an address between blocks', `\n${POST}\n`],
    ['an address on a mirror', `<p>https://vxtwitter.com/fjordferries/status/${ID}</p>`],
    ['a shortcode with an address', `<p>[tweet ${POST}]</p>`],
    ['a shortcode with an id', `<p>[tweet id=“${ID}” lang=“fr”]</p>`],
    ['a shortcode around an address', `<p>[embed width="500"]${POST}[/embed]</p>`],
    ['a shortcode around a link', `<p>[embed]<a href="${POST}[/embed]">${POST}[/embed]</a></p>`],
    ['an old shortcode', `<p>[blackbirdpie url="${POST}"]</p>`],
    ['a shortcode of Hugo', `<p>{{&lt; x user="fjordferries" id="${ID}" &gt;}}</p>`],
    ['an older shortcode of Hugo', `<p>{{&lt; tweet ${ID} &gt;}}</p>`],
    ['a plain card of Hugo', `<p>{{&lt; x_simple user="fjordferries" id="${ID}" &gt;}}</p>`],
    ['a tag of Liquid', `<p>{% twitter ${POST} %}</p>`],
    ['a tag of Liquid with a link', `<p>{% twitter <a href="${POST}">${POST}</a> %}</p>`],
    ['a directive', `<p>::tweet{#${ID}}</p>`],
    ['a mark', `<p>!twitter[${ID}]</p>`],
  ])('%s', async (_, html) => {
    const embeds = await find(html);
    expect(embeds.map(({ ref }) => ref.capture)).toEqual([X]);
    expect(embeds[0]?.capture.post?.text ?? WORDS).toBe(WORDS);
  });
});

describe('a post of Bluesky is found as', () => {
  test.each<[form: string, html: string]>([
    [
      'a rendered frame',
      `<div class="bluesky-embed"><iframe data-bluesky-id="04" src="https://embed.bsky.app/embed/${DID}/app.bsky.feed.post/${KEY}?id=04&amp;ref_url=x&amp;colorMode=system"></iframe></div>`,
    ],
    [
      'a quotation',
      `<blockquote class="bluesky-embed" data-bluesky-uri="at://${DID}/app.bsky.feed.post/${KEY}"><p>Boats.</p>&mdash; Harbour (<a href="https://bsky.app/profile/${DID}?ref_src=embed">@harbour.example</a>) <a href="${BSKY}?ref_src=embed">2025-03-08</a></blockquote>`,
    ],
    [
      'a quotation with all of the name linked',
      `<blockquote class="bluesky-embed" data-bluesky-uri="at://${DID}/app.bsky.feed.post/${KEY}"><p>Boats.</p>&mdash; <a href="https://bsky.app/profile/${DID}">Harbour (@harbour.example)</a> <a href="${BSKY}">March 8, 2025</a></blockquote>`,
    ],
    ['an element', `<bluesky-post src="at://${DID}/app.bsky.feed.post/${KEY}"></bluesky-post>`],
    [
      'an element with its fallback',
      `<bluesky-post src="at://${DID}/app.bsky.feed.post/${KEY}"><blockquote class="bluesky-post-fallback"><p dir="auto">Boats.</p> — Harbour (@harbour.example) <a href="${BSKY}">March 8, 2025 at 9:09 AM</a></blockquote></bluesky-post>`,
    ],
    ['an address', `<p>${BSKY}</p>`],
    ['an address for tests', `<p>${BSKY.replace('bsky', 'staging.bsky')}</p>`],
    ['an address on a mirror', `<p>${BSKY.replace('bsky', 'fxbsky')}</p>`],
    ['an address of the protocol', `<p>at://${DID}/app.bsky.feed.post/${KEY}</p>`],
    ['a linked address without its scheme', `<p><a href="${BSKY}">${BSKY.slice('https://'.length)}</a></p>`],
  ])('%s', async (_, html) => {
    const embeds = await find(html);
    expect(embeds.map(({ ref }) => ref.capture)).toEqual([`bluesky/${DID.replaceAll(':', '_')}_${KEY}`]);
    expect(embeds[0]?.capture.post?.text ?? 'Boats.').toBe('Boats.');
  });
});

describe('a post of Mastodon is found as', () => {
  test.each<[form: string, html: string]>([
    [
      'a quotation',
      `<blockquote class="mastodon-embed" data-embed-url="${TOOT}/embed"><a href="${TOOT}"><div>Post by @harbour@social.example</div><div>View on Mastodon</div></a></blockquote><script data-allowed-prefixes="https://social.example/" async src="https://social.example/embed.js"></script>`,
    ],
    [
      'a frame',
      `<iframe src="${TOOT}/embed" class="mastodon-embed" width="400"></iframe><script src="https://social.example/embed.js" async></script>`,
    ],
    [
      'a frame of the older address',
      '<iframe src="https://social.example/users/harbour/statuses/111058120000000000/embed"></iframe>',
    ],
    ['an address', `<p>${TOOT}</p>`],
    ['an address of the protocol', '<p>https://social.example/users/harbour/statuses/111058120000000000</p>'],
    ['an address of the old view', '<p>https://social.example/web/@harbour/111058120000000000</p>'],
    [
      'an address of the view with columns',
      '<p><a href="https://social.example/deck/@harbour/111058120000000000">https://social.example/deck/@harbour/111058120000000000</a></p>',
    ],
  ])('%s', async (_, html) => {
    const embeds = await find(html);
    expect(embeds.map(({ capture }) => [capture.id, capture.handle])).toEqual([
      ['social.example_111058120000000000', 'harbour@social.example'],
    ]);
    expect(embeds[0]?.capture.created?.at).toBe('2023-09-13T13:40:26.757Z');
  });
});

test('the form says how the article held the post', async () => {
  const forms = async (html: string) => (await find(html)).map(({ ref }) => ref.form);
  expect(await forms(QUOTE)).toEqual(['blockquote']);
  expect(await forms(FRAME)).toEqual(['frame']);
  expect(await forms(`<p>${POST}</p>`)).toEqual(['link']);
  expect(await forms(`<p>[tweet ${POST}]</p>`)).toEqual(['shortcode']);
});

test('a frame, its script and its copy for readers without scripts are one embed', async () => {
  const telegram =
    '<iframe src="https://t.me/harbour/28542?embed=1"></iframe>\n<script src="https://telegram.org/js/telegram-widget.js?22" data-telegram-post="harbour/28542"></script>';
  expect(await find(telegram)).toHaveLength(1);
  const video = '<iframe src="https://www.youtube.com/embed/Ab3dEf9hIjK"></iframe>';
  expect(await find(`${video.replace('src', 'data-src')}<noscript>${video}</noscript>`)).toHaveLength(1);
  expect(await find(`${video}<p>And once more:</p>${video}`)).toHaveLength(2);
});

test('no more than two hundred posts are taken from one article, the first ones', async () => {
  const html = Array.from(
    { length: 300 },
    (_, index) => `<p>https://x.com/harbour/status/${1000 + index}</p>`,
  );
  const embeds = await find(html.join(''));
  expect(embeds).toHaveLength(200);
  expect(embeds.at(-1)?.capture.id).toBe('1199');
});
