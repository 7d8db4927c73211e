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
    `<blockquote><p>${WORDS}</p>&mdash; F (@f) <a href="https://web.archive.org/web/2023/${POST}">September 13, 2023</a></blockquote>`,
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
