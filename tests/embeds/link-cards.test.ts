import { fromHtml } from 'hast-util-from-html';
import { describe, expect, test } from 'vitest';
import type { Platform } from '../../src/domain/post.ts';
import { createEmbedFinder } from '../../src/embeds/embed-finder.ts';

const { findInTree } = createEmbedFinder();
const find = async (html: string) =>
  findInTree(fromHtml(`<p>Before.</p>${html}<p>After.</p>`, { fragment: true }));

const PHOTO = 'https://www.instagram.com/p/CxJ5Zl4oQ9a/';
const NOTE = 'https://www.threads.net/@harbour/post/CxJ5Zl4oQ9a';
const CLIP = 'https://www.tiktok.com/@harbour/video/7278373642812345678';
const PAGE_POST = 'https://www.facebook.com/harbour/posts/10158123456789012';
const THREAD = 'https://www.reddit.com/r/boats/comments/7pfpeq/the_night_boat_is_back/';
const VIDEO = 'Ab3dEf9hIjK';

describe('the words of a link card are those that its markup carries', () => {
  test.each<[form: string, html: string, text: string, author: object]>([
    [
      'Instagram with a caption',
      `<blockquote class="instagram-media" data-instgrm-captioned data-instgrm-permalink="${PHOTO}?utm_source=ig_embed" data-instgrm-version="7"><div><div><div></div></div><p><a href="${PHOTO}">The night boat 🚢<br>is back.</a></p><p>A post shared by <a href="https://www.instagram.com/harbour/"> Harbour of Quay</a> (@harbour) on <time datetime="2023-09-14T08:05:11+00:00">Sep 14, 2023 at 1:05am PDT</time></p></div></blockquote><script async src="//www.instagram.com/embed.js"></script>`,
      'The night boat 🚢\nis back.',
      { name: 'Harbour of Quay', handle: 'harbour', url: 'https://www.instagram.com/harbour/' },
    ],
    [
      'Instagram in French, without its class',
      `<blockquote data-instgrm-permalink="${PHOTO}"><p><a href="${PHOTO}">Le bateau est là.</a></p><p>Une publication partagée par Port de Quai (@harbour) le 14 Sept. 2023 à 1 :05 PDT</p></blockquote>`,
      'Le bateau est là.',
      { name: 'Port de Quai', handle: 'harbour' },
    ],
    [
      'Instagram in a language that no list holds',
      `<blockquote class="instagram-media" data-instgrm-permalink="${PHOTO}"><p><a href="${PHOTO}">Laiva!</a></p><p>Henkilön Satama (@harbour) jakama julkaisu</p></blockquote>`,
      'Laiva!',
      { name: 'harbour', handle: 'harbour' },
    ],
    [
      'TikTok',
      `<blockquote class="tiktok-embed" cite="${CLIP}" data-video-id="7278373642812345678" style="max-width: 605px"><section> <a target="_blank" title="@harbour" href="https://www.tiktok.com/@harbour?refer=embed">@harbour</a> The night boat is back. <a title="boat" href="https://www.tiktok.com/tag/boat?refer=embed">#boat</a> <a target="_blank" title="♬ original sound - Harbour" href="https://www.tiktok.com/music/original-sound-7278373642812345679?refer=embed">♬ original sound - Harbour</a> </section></blockquote> <script async src="https://www.tiktok.com/embed.js"></script>`,
      'The night boat is back. #boat',
      { name: 'harbour', handle: 'harbour', url: 'https://www.tiktok.com/@harbour' },
    ],
    [
      'Facebook',
      `<div class="fb-post" data-href="${PAGE_POST}" data-width="500"><blockquote cite="${PAGE_POST}" class="fb-xfbml-parse-ignore"><p>The night boat is back.</p><p>All aboard!</p>Posted by <a href="https://www.facebook.com/harbour">Harbour of Quay</a> on&nbsp;<a href="${PAGE_POST}">Wednesday, September 13, 2023</a></blockquote></div>`,
      'The night boat is back.\n\nAll aboard!',
      { name: 'Harbour of Quay' },
    ],
  ])('%s', async (_, html, text, author) => {
    const embeds = await find(html);
    expect(embeds).toHaveLength(1);
    expect(embeds[0]?.ref.form).toBe('blockquote');
    expect(embeds[0]?.capture).toMatchObject({ sources: ['markup'], post: { text, author } });
  });
});

test('the time is that of the id, or the printed day where the id holds none', async () => {
  const created = async (html: string) => (await find(html))[0]?.capture;
  expect((await created(`<p>${PHOTO}</p>`))?.created).toEqual({
    at: '2023-09-14T01:58:31.370Z',
    precision: 'millisecond',
    source: 'id',
  });
  expect((await created(`<p>${NOTE}</p>`))?.created?.at).toBe('2023-09-14T01:58:31.370Z');
  expect((await created(`<p>${CLIP}</p>`))?.created).toEqual({
    at: '2023-09-13T18:07:00.000Z',
    precision: 'second',
    source: 'id',
  });
  const facebook = await created(
    `<blockquote cite="${PAGE_POST}" class="fb-xfbml-parse-ignore"><p>Boats.</p>Publiée par <a href="https://www.facebook.com/harbour">Port</a> sur&nbsp;<a href="${PAGE_POST}">Mercredi 13 septembre 2023</a></blockquote>`,
  );
  expect(facebook?.post?.created).toEqual({
    at: '2023-09-13T00:00:00.000Z',
    precision: 'day',
    source: 'printed',
  });
});

describe('what carries no words is a link', () => {
  test.each<[form: string, html: string, platform: Platform, id: string, more: object]>([
    [
      'Instagram without a caption',
      `<blockquote class="instagram-media" data-instgrm-permalink="${PHOTO}"><div><a href="${PHOTO}"><div></div><div>View this post on Instagram</div></a><p><a href="${PHOTO}">A post shared by Harbour (@harbour)</a></p></div></blockquote>`,
      'instagram',
      'CxJ5Zl4oQ9a',
      { handle: 'harbour', url: PHOTO },
    ],
    [
      'an Instagram frame',
      `<iframe class="instagram-media instagram-media-rendered" src="${PHOTO}embed/captioned/?cr=1"></iframe>`,
      'instagram',
      'CxJ5Zl4oQ9a',
      {},
    ],
    [
      'an Instagram element',
      '<amp-instagram data-shortcode="CxJ5Zl4oQ9a" data-captioned layout="responsive"></amp-instagram>',
      'instagram',
      'CxJ5Zl4oQ9a',
      {},
    ],
    [
      'Threads',
      `<blockquote class="text-post-media" data-text-post-permalink="${NOTE}" id="ig-tp-CxJ5Zl4oQ9a"><a href="${NOTE}"><div>View on Threads</div></a></blockquote>`,
      'threads',
      'CxJ5Zl4oQ9a',
      { handle: 'harbour' },
    ],
    [
      'a TikTok frame',
      '<iframe src="https://www.tiktok.com/embed/v2/7278373642812345678"></iframe>',
      'tiktok',
      '7278373642812345678',
      {},
    ],
    [
      'a YouTube frame with its title',
      `<iframe src="https://www.youtube-nocookie.com/embed/${VIDEO}?rel=0" title="The night boat"></iframe>`,
      'youtube',
      VIDEO,
      { title: 'The night boat', url: `https://www.youtube.com/watch?v=${VIDEO}` },
    ],
    [
      'a YouTube frame with none',
      `<iframe src="https://www.youtube.com/embed/${VIDEO}" title="YouTube video player"></iframe>`,
      'youtube',
      VIDEO,
      {},
    ],
    [
      'a light YouTube element',
      `<lite-youtube videoid="${VIDEO}" playlabel="Play: The night boat"></lite-youtube>`,
      'youtube',
      VIDEO,
      { title: 'The night boat' },
    ],
    [
      'a YouTube address',
      `<figure class="wp-block-embed"><div class="wp-block-embed__wrapper">\nhttps://youtu.be/${VIDEO}?t=3\n</div></figure>`,
      'youtube',
      VIDEO,
      {},
    ],
    [
      'a Facebook frame',
      `<iframe src="https://www.facebook.com/plugins/post.php?href=${encodeURIComponent(PAGE_POST)}&amp;width=500"></iframe>`,
      'facebook',
      '10158123456789012',
      { url: PAGE_POST },
    ],
    [
      'a Facebook post without its words',
      `<div class="fb-post" data-href="${PAGE_POST}"></div>`,
      'facebook',
      '10158123456789012',
      {},
    ],
    [
      'a Reddit card',
      `<blockquote class="reddit-card"><a href="${THREAD}?ref=share">The night boat is back</a> from <a href="https://www.reddit.com/r/boats/">boats</a></blockquote>`,
      'reddit',
      '7pfpeq',
      { title: 'The night boat is back' },
    ],
    [
      'a newer Reddit card',
      `<blockquote class="reddit-embed-bq" data-embed-height="316"><a href="${THREAD}">The night boat is back</a><br> by<a href="https://www.reddit.com/user/quay_ada/">u/quay_ada</a> in<a href="https://www.reddit.com/r/boats/">boats</a></blockquote>`,
      'reddit',
      '7pfpeq',
      { title: 'The night boat is back', handle: 'quay_ada' },
    ],
    [
      'a Telegram script',
      '<script async src="https://telegram.org/js/telegram-widget.js?22" data-telegram-post="Harbour/28542" data-width="100%"></script>',
      'telegram',
      'harbour_28542',
      { handle: 'Harbour', url: 'https://t.me/Harbour/28542' },
    ],
    [
      'a LinkedIn frame',
      '<iframe src="https://www.linkedin.com/embed/feed/update/urn:li:share:7107775432112345678" title="Embedded post"></iframe>',
      'linkedin',
      'share_7107775432112345678',
      { url: 'https://www.linkedin.com/feed/update/urn:li:share:7107775432112345678' },
    ],
  ])('%s', async (_, html, platform, id, more) => {
    const embeds = await find(html);
    expect(embeds).toHaveLength(1);
    const capture = embeds[0]?.capture;
    expect(capture).toMatchObject({ platform, id, state: 'unknown', sources: ['link'], ...more });
    expect(capture).not.toHaveProperty('post');
    if (!('title' in more)) expect(capture).not.toHaveProperty('title');
  });
});

test.each([
  '<blockquote class="instagram-media"><a href="https://instagram.example/p/CxJ5Zl4oQ9a/">A photo</a></blockquote>',
  '<blockquote class="tiktok-embed" cite="https://www.tiktok.com/@harbour"><section>Boats</section></blockquote>',
  '<div class="fb-page" data-href="https://www.facebook.com/harbour"></div>',
  '<div class="fb-post" data-href="https://www.facebook.com/harbour"></div>',
  '<blockquote cite="https://www.reddit.com/r/boats/comments/7pfpeq/x/"><p>What a boat</p></blockquote>',
  '<script data-telegram-login="bot" src="https://telegram.org/js/telegram-widget.js?22"></script>',
  '<iframe src="https://www.facebook.com/plugins/page.php?href=https://www.facebook.com/harbour"></iframe>',
])('is no embedded post: %s', async (html) => {
  expect(await find(html)).toEqual([]);
});
