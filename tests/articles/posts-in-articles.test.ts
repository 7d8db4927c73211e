import { describe, expect, test } from 'vitest';
import { readArticle } from '../../src/articles/read-article.ts';
import type { Source } from '../../src/articles/source.ts';
import { createEmbedFinder } from '../../src/embeds/embed-finder.ts';

const finder = createEmbedFinder();
const ID = '1702027486012838297';
const POST = `https://x.com/fjordferries/status/${ID}`;
const X = `[x/${ID}]`;
const WORDS = 'The company said so on Wednesday, and nobody in the harbour had anything to add.';
const P = `<p>${WORDS}</p>`;

/** The body as one string, each post as `[key]`. */
async function bodyOf(type: Source['type'], body: string): Promise<string> {
  const draft = await readArticle({ type, body, given: { title: 'The night boat is back' } }, finder);
  expect(draft.embeds).toHaveLength(draft.body.filter((block) => block.type === 'embed').length);
  return draft.body.map((block) => (block.type === 'html' ? block.html : `[${block.ref.capture}]`)).join('');
}

describe('in HTML, posts stand where they stood', () => {
  test.each<[form: string, html: string, expected: string]>([
    [
      'a frame',
      `${P}<div class="social"><iframe src="https://youtu.be/Ab3dEf9hIjK"></iframe></div>${P}`,
      `${P}[youtube/Ab3dEf9hIjK]${P}`,
    ],
    [
      'a frame in a sentence',
      `<p>See <iframe src="https://youtu.be/Ab3dEf9hIjK"></iframe> here.</p>${P}`,
      `<p>See</p>[youtube/Ab3dEf9hIjK]<p>here.</p>${P}`,
    ],
    [
      'a frame in a list',
      `${P}<ul><li>One<iframe src="https://youtu.be/Ab3dEf9hIjK"></iframe></li><li>Two</li></ul>`,
      `${P}<ul><li>One</li></ul>[youtube/Ab3dEf9hIjK]<ul><li>Two</li></ul>`,
    ],
    [
      'a script',
      `${P}<script async src="https://telegram.org/js/telegram-widget.js?22" data-telegram-post="harbour/28542"></script>${P}`,
      `${P}[telegram/harbour_28542]${P}`,
    ],
    ['an address between blocks', `${P}\n\n${POST}\n\n${P}`, `${P}${X}${P}`],
    ['an address between blank lines', `${WORDS}\n\n${POST}\n\n${WORDS}`, `${P}${X}${P}`],
    [
      'a shortcode between blank lines',
      `<div>${WORDS}\n \n[tweet ${POST}]\n\n${WORDS}</div>`,
      `${P}${X}${P}`,
    ],
    [
      'an address on a line of its own, which to HTML is a space',
      `${WORDS}\n${POST}\n${WORDS}`,
      `<p>${WORDS} ${POST} ${WORDS}</p>`,
    ],
    [
      'an address between blank lines after inline markup',
      `<b>${WORDS}</b> ${POST}\n\n${WORDS}`,
      `<p><b>${WORDS}</b> ${POST} ${WORDS}</p>`,
    ],
    [
      'another address between blank lines',
      `${WORDS}\n\nhttps://news.example/a\n\n${WORDS}`,
      `${P}<p>https://news.example/a</p>${P}`,
    ],
    [
      'a caption',
      `${P}<figure class="wp-block-embed"><div class="wp-block-embed__wrapper">\n${POST}\n</div><figcaption>The post of <b>Wednesday</b></figcaption></figure>`,
      `${P}${X}<p>The post of <b>Wednesday</b></p>`,
    ],
    [
      'a consent notice',
      `${P}<div class="embed-privacy-container"><p>Click to load content from X.</p><div><blockquote class="twitter-tweet"><p>Boats.</p>&mdash; F (@fjordferries) <a href="${POST}">September 13, 2023</a></blockquote></div></div>${P}`,
      `${P}<p>Click to load content from X.</p>${X}${P}`,
    ],
    ['nothing else', `<div itemprop="articleBody"><p>${POST}</p></div>`, X],
    ['an element closed as XML', `${P}<amp-twitter data-tweetid="${ID}"/>${P}`, `${P}${P}`],
  ])('%s', async (_, html, expected) => {
    expect(await bodyOf('html', html)).toBe(expected);
  });

  test('loader scripts go, and what held nothing but them', async () => {
    const script = '<script async src="https://platform.twitter.com/widgets.js"></script>';
    expect(
      await bodyOf('html', `${P}<p>${script}</p><div class="consent">${script}</div>${script}${P}`),
    ).toBe(P + P);
  });
});

describe('in Markdown, posts stand where they stood', () => {
  test.each<[form: string, line: string]>([
    ['an address', POST],
    ['an address in angle brackets', `<${POST}>`],
    ['a link that shows its address', `[${POST}](${POST})`],
    ['a shortcode of Hugo', `{{< x user="fjord_ferries" id="${ID}" >}}`],
    ['an older one', `{{< tweet ${ID} >}}`],
    ['a tag of Liquid', `{% twitter ${POST} %}`],
    ['a directive', `::tweet{#${ID}}`],
    ['a mark', `!twitter[${ID}]`],
    ['a shortcode of WordPress', `[embed]${POST}[/embed]`],
    ['a component', `<Tweet id="${ID}" />`],
    ['a component with an expression', `<TwitterTweetEmbed tweetId={'${ID}'} options={{ width: 300 }} />`],
    ['markup', `<blockquote class="twitter-tweet"><a href="${POST}"></a></blockquote>`],
  ])('%s', async (_, line) => {
    expect(await bodyOf('markdown', `${WORDS}\n\n${line}\n\n${WORDS}\n`)).toBe(`${P}${X}${P}`);
  });

  test('code, quotations and lists keep what looks like one', async () => {
    const link = `<a href="${POST}">${POST}</a>`;
    expect(await bodyOf('markdown', `${WORDS}\n\n\`<Tweet id="${ID}" />\``)).toBe(
      `${P}<p><code>&lt;Tweet id="${ID}" /></code></p>`,
    );
    expect(await bodyOf('markdown', `${WORDS}\n\n    [tweet ${POST}]\n`)).toContain('<pre><code>[tweet ');
    expect(await bodyOf('markdown', `${WORDS}\n\n> ${POST}\n`)).toBe(
      `${P}<blockquote><p>${link}</p></blockquote>`,
    );
    expect(await bodyOf('markdown', `${WORDS}\n\n- ${POST}\n- two\n`)).toBe(
      `${P}<ul><li>${link}</li><li>two</li></ul>`,
    );
  });

  test('no component swallows what comes after it', async () => {
    const unclosed = `${WORDS}\n\n<Gallery of="boats" />\n\n${WORDS}\n\n<amp-twitter data-tweetid="${ID}">\n\n${WORDS}\n`;
    expect(await bodyOf('markdown', unclosed)).toBe(`${P}${P}${P}`);
  });
});

test('in plain text, posts stand where they stood', async () => {
  expect(await bodyOf('text', `${WORDS}\n\n${POST}\n\n${WORDS}`)).toBe(`${P}${X}${P}`);
  expect(await bodyOf('text', `${WORDS}\n\nSee ${POST}\n\n${WORDS}`)).toBe(`${P}<p>See ${POST}</p>${P}`);
});
