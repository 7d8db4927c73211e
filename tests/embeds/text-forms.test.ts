import { describe, expect, test } from 'vitest';
import { createEmbedFinder } from '../../src/embeds/embed-finder.ts';

const { findInText } = createEmbedFinder();
const ID = '1702027486012838297';
const POST = `https://x.com/fjordferries/status/${ID}`;
const PROSE =
  'The company said so on Wednesday, and nobody in the harbour had anything to add to it, as far as is known today.';
const WORDS = 'The night boat is back. @quay.example #boat';

describe('a line that is an address or a shortcode and nothing else is a post', () => {
  test.each<[line: string, capture: string, form: string]>([
    [POST, `x/${ID}`, 'link'],
    [`<${POST}>`, `x/${ID}`, 'link'],
    [`https://nitter.quay.example/fjordferries/status/${ID}#m`, `x/${ID}`, 'link'],
    [
      'https://bsky.app/profile/harbour.example/post/3lju6gmjq2k2a',
      'bluesky/harbour.example_3lju6gmjq2k2a',
      'link',
    ],
    [
      'at://harbour.example/app.bsky.feed.post/3lju6gmjq2k2a',
      'bluesky/harbour.example_3lju6gmjq2k2a',
      'link',
    ],
    [
      'https://social.example/@harbour/111058120000000000',
      'mastodon/social.example_111058120000000000',
      'link',
    ],
    ['https://youtu.be/Ab3dEf9hIjK', 'youtube/Ab3dEf9hIjK', 'link'],
    ['https://www.instagram.com/reel/CxJ5Zl4oQ9a/?igsh=1', 'instagram/CxJ5Zl4oQ9a', 'link'],
    [`[tweet ${POST}]`, `x/${ID}`, 'shortcode'],
    [`[embed]${POST}[/embed]`, `x/${ID}`, 'shortcode'],
    [`{{< x user="fjordferries" id="${ID}" >}}`, `x/${ID}`, 'shortcode'],
    [`{{% tweet ${ID} %}}`, `x/${ID}`, 'shortcode'],
    [`{% twitter ${POST} %}`, `x/${ID}`, 'shortcode'],
    ['{% embed https://youtu.be/Ab3dEf9hIjK %}', 'youtube/Ab3dEf9hIjK', 'shortcode'],
    ['{{< youtube Ab3dEf9hIjK >}}', 'youtube/Ab3dEf9hIjK', 'shortcode'],
    [`!twitter[${ID}]`, `x/${ID}`, 'shortcode'],
    [`::tweet{#${ID}}`, `x/${ID}`, 'shortcode'],
  ])('%s', async (line, capture, form) => {
    const found = await findInText([PROSE, '', line, '', PROSE]);
    expect(found.map(({ start, end, ref }) => [start, end, ref.capture, ref.form])).toEqual([
      [2, 3, capture, form],
    ]);
    expect(await findInText([`See ${line}`])).toEqual([]);
    expect(await findInText([`${line} of Friday`])).toEqual([]);
  });

  test.each([
    'https://news.example/fjordferries/status/1702027486012838297',
    'https://x.com/fjordferries',
    `[tweets ${POST}]`,
    '[tweet]',
    '{{< tweet >}}',
    '::tweet{}',
    `[tweet ${POST} ${POST}]`,
    `https://${'x'.repeat(3000)}`,
  ])('but not %s', async (line) => {
    expect(await findInText([line])).toEqual([]);
  });
});

describe('flattened posts of Bluesky', () => {
  test.each([
    '7 March 2025 at 22:57',
    'November 4, 2024 at 9:09 AM',
    'March 8, 2025',
    '2025-03-08',
    '2025年2月11日 19:30',
    '7 mars 2025 à 22:57',
    '7. März 2025 um 22:57',
    '7 de marzo de 2025, 22:57',
    '7 de março de 2025 às 22:57',
    '7. maaliskuuta 2025 klo 22.57',
    '7 марта 2025 г. в 22:57',
    '22:57 7 tháng 3, 2025',
  ])('are known by their handle and %s', async (printed) => {
    const lines = [
      PROSE,
      '',
      `${WORDS} [image or embed]`,
      `— Harbour (@harbour.example) ${printed}`,
      '',
      PROSE,
    ];
    const [found, ...others] = await findInText(lines);
    expect(others).toEqual([]);
    expect(found).toMatchObject({ start: 2, end: 4, ref: { platform: 'bluesky', form: 'flattened-text' } });
    const post = found?.capture.post;
    expect(post).toMatchObject({ text: WORDS, author: { name: 'Harbour', handle: 'harbour.example' } });
    expect(post?.links.map(({ url }) => url)).toEqual([
      'https://bsky.app/profile/quay.example',
      'https://bsky.app/hashtag/boat',
    ]);
  });

  test('have no time: their date is that of a time zone nobody knows', async () => {
    const [found] = await findInText([WORDS, '— Harbour (@harbour.example) 7 March 2025 at 22:57']);
    expect(found?.capture.post).not.toHaveProperty('created');
    expect(found?.capture).not.toHaveProperty('url');
  });

  test.each(['', 'on Friday', 'at 22:57', 'March 2025', 'wrote 7 March 2025'])(
    'are not known by %j',
    async (printed) => {
      expect(await findInText([WORDS, `— Harbour (@harbour.example) ${printed}`])).toEqual([]);
    },
  );
});

describe('the end of a post', () => {
  test('may have its date on a line of its own', async () => {
    const lines = [
      PROSE,
      '',
      'The night boat is back.',
      '— Fjord Ferries (@fjordferries)',
      'September 13, 2023',
      PROSE,
    ];
    const [found] = await findInText(lines);
    expect(found).toMatchObject({ start: 2, end: 5 });
    expect(found?.capture.post?.created?.at).toBe('2023-09-13T00:00:00.000Z');
  });

  test.each(['—', '―', '--', '–'])('may have the dash %s, in any interface language of X', async (dash) => {
    for (const language of 'en ar cs de el es fa fi fr he hi hu id ja ko pl pt ru th tr uk ur vi zh-CN'.split(
      ' ',
    )) {
      const date = new Intl.DateTimeFormat(language, { dateStyle: 'long', timeZone: 'UTC' }).format(
        Date.UTC(2023, 8, 13),
      );
      const signature = `${dash} Fjord Ferries (@fjordferries) ${date}`;
      for (const lines of [
        [PROSE, '', 'The night boat is back.', signature, '', PROSE],
        [PROSE, '', 'The night boat is back.', '', signature, '', PROSE],
      ]) {
        const [found] = await findInText(lines);
        expect([language, found?.capture.post?.text, found?.capture.post?.created?.at]).toEqual([
          language,
          'The night boat is back.',
          '2023-09-13T00:00:00.000Z',
        ]);
      }
    }
  });

  test('in a paragraph of prose is left in it', async () => {
    const signed = 'The night boat is back.— Fjord Ferries (@fjordferries) September 13, 2023';
    expect(await findInText([`${PROSE} ${PROSE} ${PROSE} ${signed}`])).toEqual([]);
    expect(await findInText([`${PROSE} ${signed} ${PROSE}`])).toEqual([]);
  });

  test('of a post whose words are missing makes none of what stands above it', async () => {
    const lines = [
      'Ada Quay wrote:',
      '— Ada Quay (@adaquay)',
      'September 13, 2023',
      '— Fjord Ferries (@fjordferries) September 14, 2023',
    ];
    expect(await findInText(lines)).toEqual([]);
  });
});

test('posts of both kinds come in order and apart, two hundred at most', async () => {
  const lines = Array.from({ length: 300 }, (_, index) =>
    index % 2
      ? [POST]
      : [`The night boat is back, ${index}.`, '— Fjord Ferries (@fjordferries) September 13, 2023'],
  ).flat();
  const found = await findInText(lines);
  expect(found).toHaveLength(200);
  let done = 0;
  for (const { start, end } of found) {
    expect(start).toBeGreaterThanOrEqual(done);
    done = end;
  }
  expect(new Set(found.slice(0, 4).map(({ ref }) => ref.form))).toEqual(new Set(['link', 'flattened-text']));
});
