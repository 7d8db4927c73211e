import type { Element } from 'hast';
import { fromHtml } from 'hast-util-from-html';
import { toHtml } from 'hast-util-to-html';
import { describe, expect, test } from 'vitest';
import { createEmbedFinder } from '../../src/embeds/embed-finder.ts';
import { ID, POST, SIGNED, WORDS } from './quoted-markup.ts';

const finder = createEmbedFinder();

describe('what is no embedded post is left alone', () => {
  test.each([
    `<a class="twitter-tweet" href="https://twitter.com/intent/tweet?text=boat">Share</a>`,
    `<blockquote class="twitter-tweet"><p>${WORDS}</p><a href="https://twitter.com/intent/tweet?in_reply_to=${ID}">Reply</a></blockquote>`,
    '<a class="twitter-timeline" href="https://twitter.com/fjordferries">Tweets by fjordferries</a>',
    '<figure class="wp-block-embed-twitter"><a class="twitter-timeline" href="https://twitter.com/fjordferries">Tweets</a></figure>',
    `<blockquote class="twitter-tweet"><p>${WORDS}</p></blockquote>`,
    `<blockquote class="twitter-tweet"><p>${WORDS}</p>&mdash; F (@fjordferries) September 13, 2023</blockquote>`,
    `<blockquote><p>${WORDS}</p>&mdash; F (@f) <a href="https://notx.com/f/status/${ID}">September 13, 2023</a></blockquote>`,
    `<blockquote class="twitter-tweet"><p>${WORDS}</p>&mdash; F (@f) <a href="https://x.com.evil.example/f/status/${ID}">September 13, 2023</a></blockquote>`,
    `<p>As she <a href="${POST}">wrote on Wednesday</a>, the boat is back. ${SIGNED}</p>`,
    `<blockquote><p>The ferry, first announced <a href="${POST}">on Wednesday</a>, will sail.</p></blockquote>`,
    `<blockquote><p>${WORDS}</p><p>It was announced by the company in <a href="${POST}">a post</a></p></blockquote>`,
    `<blockquote><p>${WORDS}</p><p>— Ada Quay, in <a href="${POST}">a post</a></p></blockquote>`,
    `<blockquote><p>${WORDS}</p><p>— Ada Quay (@adaquay), quoting <a href="${POST}">a post of the company</a></p></blockquote>`,
    `<blockquote><p>${WORDS}</p>${SIGNED}<p>And this is our comment.</p></blockquote>`,
    `<blockquote class="twitter-tweet"><p>${WORDS} <a href="${POST}">here</a> and there</p></blockquote>`,
    `<p>It <a href="https://web.archive.org/web/2023/${POST}">is archived</a>.</p>`,
    `<p><a href="https://web.archive.org/web/2023/${POST}">https://web.archive.org/web/2023/${POST}</a></p>`,
    `<p>https://web.archive.org/web/20230913/${POST}</p>`,
    `<p>Here it is: ${POST}</p>`,
    `<p>${POST} (seen on Friday)</p>`,
    `<p><a href="${POST}">the post</a></p>`,
    `<p><a href="${POST}"></a></p>`,
    `<p><a href="${POST}"><img src="/boat.jpg" alt=""></a></p>`,
    `<p><a href="${POST}">https://x.com/other/status/1702027486012838290</a></p>`,
    `<p>Sources:<br>${POST}</p>`,
    `<ul><li>${POST}</li><li><p><a href="${POST}">${POST}</a></p></li></ul>`,
    `<table><tr><td>${POST}</td></tr></table>`,
    `<blockquote><p>${POST}</p></blockquote>`,
    `<pre>${POST}</pre>`,
    `<pre><code>[tweet ${POST}]</code></pre>`,
    `<p><code>${POST}</code></p>`,
    `<h2>${POST}</h2>`,
    `<nav><p>${POST}</p></nav><aside><p>${POST}</p></aside><footer><div>${POST}</div></footer>`,
    `<figure><img src="/boat.jpg"><figcaption>${POST}</figcaption></figure>`,
    `<p>[tweet ${POST} and ${POST}]</p>`,
    '<p>[tweet]</p><p>[tweet id="boat"]</p><p>[gallery ids="1702027486012838297"]</p><p>{{< figure src="1702027486012838297" >}}</p>',
    `<p>[caption]${POST}[/caption]</p>`,
    `<p>Use {{&lt; tweet ${ID} &gt;}} for that.</p>`,
    '<p>https://twitter.com/i/events/1702027486012838297</p><p>https://x.com/i/spaces/1vOGwyQpQWxKB</p><p>https://x.com/i/lists/1702027486012838297</p>',
    '<p>https://twitter.com/fjordferries</p><p>https://notx.com/f/status/1702027486012838297</p><p>https://x.com.evil.example/f/status/1</p>',
    '<p>https://blog.example/@harbour/12345</p><p>https://social.example/@harbour</p><p>https://social.example/@harbour/the-title-111058120000000000</p>',
    '<p>https://www.youtube.com/@harbour</p><p>https://www.youtube.com/embed/videoseries?list=PL1</p><p>https://www.reddit.com/r/boats/</p>',
    '<iframe src="https://www.youtube.com/embed/videoseries?list=PL1"></iframe><iframe src="https://maps.example/embed"></iframe><iframe></iframe>',
    `<iframe src="https://platform.twitter.com/widgets/follow_button.html?id=${ID}"></iframe>`,
    `<iframe src="https://evil.example/embed/Tweet.html?id=${ID}"></iframe>`,
    `<amp-twitter data-timeline-source-type="profile" data-timeline-screen-name="fjordferries" data-tweetid="${ID}"></amp-twitter>`,
    `<amp-twitter data-momentid="${ID}"></amp-twitter>`,
    `<amp-twitter data-tweetid="${ID}"><p>The rest of the article.</p></amp-twitter>`,
    `<tweet id="${ID}">The rest of the article.</tweet>`,
    `<div data-tweet-id="${ID}"><p>The rest of the article.</p></div>`,
    `<script class="twitter-embed twitter-tweet" src="/loader.js" data-tweet-id="${ID}"></script>`,
    `<a data-tweet-id="${ID}" class="like" href="#">Like</a><button data-tweet-id="${ID}">Like</button>`,
    '<a class="twitter-follow-button" href="https://twitter.com/fjordferries">Follow</a><a class="twitter-moment" href="https://twitter.com/i/moments/1702027486012838297">Moment</a>',
    `<div class="tweet" data-attrs="{&quot;url&quot;:&quot;${POST}&quot;"></div><div data-attrs="[]"></div><div data-attrs="{}"></div>`,
    `<blockquote><a href="https://social.example/@harbour/111058120000000000">13 September 2023</a></blockquote>`,
    `<blockquote><a href="${POST}">${POST}</a></blockquote>`,
    `<blockquote class="instagram-media"><a href="https://instagram.example/p/abc">A photo</a></blockquote>`,
    '<blockquote></blockquote>',
    '',
  ])('%s', async (html) => {
    const root = fromHtml(html, { fragment: true });
    const before = toHtml(root);
    expect(await finder.findInTree(root)).toEqual([]);
    expect(toHtml(root)).toBe(before);
  });
});

test('deep nesting is walked without recursion', async () => {
  const quote = `<blockquote><p>${WORDS}</p>${SIGNED}</blockquote>`;
  const root = fromHtml(quote, { fragment: true });
  let node = root.children[0];
  for (let depth = 0; depth < 20_000 && node; depth++) {
    node = {
      type: 'element',
      tagName: 'div',
      properties: {},
      children: node.type === 'doctype' ? [] : [node],
    };
  }
  root.children = node ? [node] : [];
  expect(await finder.findInTree(root)).toHaveLength(1);
  const [quotation] = fromHtml(`<blockquote><p>${WORDS}</p>${SIGNED}</blockquote>`, {
    fragment: true,
  }).children;
  const wrapper: Element = { type: 'element', tagName: 'div', properties: {}, children: [] };
  for (const child of [quotation, ...root.children])
    if (child && child.type !== 'doctype') wrapper.children.push(child);
  root.children = [wrapper];
  expect(await finder.findInTree(root)).toHaveLength(2);
});
