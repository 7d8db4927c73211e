import { describe, expect, test } from 'vitest';
import { createEmbedFinder } from '../../src/embeds/embed-finder.ts';
import { MIN_TEXT_CONFIDENCE } from '../../src/embeds/text-embeds.ts';

const { findInText } = createEmbedFinder();

const QUOTED =
  '“Le pont sera rouvert avant Noël, c’est une promesse que nous faisons aux riverains.”@LouNavarre dans #MatinVilles pic.twitter.com/Ab3dEf9hIj';
const SIGNED = '— Matin des Villes (@matinvilles) September 13, 2023';
const PROSE =
  'La mairie l’a confirmé ce mardi. Les travaux auront duré onze mois, deux de plus que prévu, et coûté un tiers de plus que ce que le conseil avait voté en janvier. Les commerçants de la rive droite, qui avaient saisi le tribunal, se disent soulagés mais attendent encore les indemnités promises.';
const ARTICLE = ['Travaux', 'Le pont des Tanneurs rouvre à Valmont', PROSE];

/** Each embed as its span and its text. */
async function spans(
  lines: readonly string[],
): Promise<[start: number, end: number, text: string | undefined][]> {
  return (await findInText(lines)).map(({ start, end, capture }) => [start, end, capture.post?.text]);
}

test('a flattened post in an article without blank lines is the line above the signature', async () => {
  const [embed, ...others] = await findInText([
    ...ARTICLE,
    QUOTED,
    SIGNED,
    'Un chantier plus long que prévu',
  ]);
  expect(others).toEqual([]);
  expect(embed).toMatchObject({ start: 3, end: 5, ref: { platform: 'x', form: 'flattened-text' } });
  expect(embed?.capture).toEqual({
    platform: 'x',
    id: expect.stringMatching(/^t-[0-9a-f]{16}$/),
    state: 'unknown',
    sources: ['flattened-text'],
    post: {
      platform: 'x',
      author: { name: 'Matin des Villes', handle: 'matinvilles', url: 'https://x.com/matinvilles' },
      text: QUOTED,
      links: [
        { start: 85, end: 96, kind: 'mention', url: 'https://x.com/LouNavarre' },
        { start: 102, end: 114, kind: 'hashtag', url: 'https://x.com/hashtag/MatinVilles' },
        { start: 115, end: 141, kind: 'media', url: 'https://t.co/Ab3dEf9hIj' },
      ],
      direction: 'auto',
      created: { at: '2023-09-13T00:00:00.000Z', precision: 'day', source: 'printed' },
      media: [],
      truncated: false,
    },
  });
  expect(embed?.ref).not.toHaveProperty('url');
});

describe('the lines of a post', () => {
  test.each<[shape: string, lines: string[], expected: [number, number, string][]]>([
    ['glued to their signature', [...ARTICLE, `${QUOTED}${SIGNED}`], [[3, 4, QUOTED]]],
    [
      'and their signature on one line',
      [...ARTICLE, `The boat is back. ${SIGNED}`],
      [[3, 4, 'The boat is back.']],
    ],
    [
      'parted from their signature by a blank line',
      [PROSE, '', QUOTED, '', SIGNED, '', PROSE],
      [[2, 5, QUOTED]],
    ],
    [
      'several, in an article whose paragraphs are parted by blank lines',
      ['Title', '', PROSE, '', 'One', 'two', 'three #boat', SIGNED, '', PROSE],
      [[4, 8, 'One\ntwo\nthree #boat']],
    ],
    [
      'several, the last glued to its signature',
      [PROSE, '', 'One', `two${SIGNED}`, '', PROSE],
      [[2, 4, 'One\ntwo']],
    ],
    [
      'under a lead-in in the same paragraph',
      [PROSE, '', 'Elle écrit ceci :', 'One', 'two', SIGNED, '', PROSE],
      [[3, 6, 'One\ntwo']],
    ],
    [
      'under a lead-in in an article without blank lines',
      [...ARTICLE, 'Elle écrit ceci :', 'One', SIGNED],
      [[4, 6, 'One']],
    ],
    [
      'under prose that is too long to be part of them',
      ['Title', '', PROSE, 'One', SIGNED, '', PROSE],
      [[3, 5, 'One']],
    ],
    [
      'two posts, one after the other',
      [...ARTICLE, 'One', SIGNED, 'Two', SIGNED],
      [
        [3, 5, 'One'],
        [5, 7, 'Two'],
      ],
    ],
    [
      'a picture alone',
      [...ARTICLE, 'pic.twitter.com/Ab3dEf9hIj', SIGNED],
      [[3, 5, 'pic.twitter.com/Ab3dEf9hIj']],
    ],
    [
      'with a dash of their own',
      [...ARTICLE, 'Quay - Harbour — every hour', SIGNED],
      [[3, 5, 'Quay - Harbour — every hour']],
    ],
    ['beginning with a dash', [...ARTICLE, '— What now? — Wait.', SIGNED], [[3, 5, '— What now? — Wait.']]],
    ['at the very beginning', ['One', SIGNED], [[0, 2, 'One']]],
  ])('%s', async (_, lines, expected) => {
    expect(await spans(lines)).toEqual(expected);
  });
});

test('words that may be only a part of the post are left in the text', async () => {
  const [whole] = await findInText([...ARTICLE, 'One', SIGNED]);
  expect(whole?.ref.confidence).toBeGreaterThanOrEqual(MIN_TEXT_CONFIDENCE);
  expect(await findInText([...ARTICLE, 'A short line', 'One', SIGNED])).toEqual([]);
});

describe('a signature is read whatever its dash, name and spaces', () => {
  test.each<[signature: string, name: string, handle: string]>([
    ['— C à vous (@matinvilles) September 13, 2023', 'C à vous', 'matinvilles'],
    ['― Name (@a) September 13, 2023', 'Name', 'a'],
    ['– Name (@a) September 13, 2023', 'Name', 'a'],
    ['-- Name (@a) September 13, 2023', 'Name', 'a'],
    ['—Name (@a) September 13, 2023', 'Name', 'a'],
    ['—\u00a0Name\u00a0(@a)\u00a0September\u00a013,\u00a02023', 'Name', 'a'],
    ['— T(w)itter Daily News  (@a_b_1) September 13, 2023', 'T(w)itter Daily News', 'a_b_1'],
    ['— CDU/CSU #Hafen (@a) September 13, 2023', 'CDU/CSU #Hafen', 'a'],
    ['— Dianna Q. Quay 🏳️‍🌈 (@a) September 13, 2023', 'Dianna Q. Quay 🏳️‍🌈', 'a'],
    ['— あめ@港 (@a) September 13, 2023', 'あめ@港', 'a'],
    ['— 弁護士　小口　幸人 (@a) September 13, 2023', '弁護士　小口　幸人', 'a'],
    ['— Name (@other) (@a) September 13, 2023', 'Name (@other)', 'a'],
    ['— صحيفة الساحل (@a) September 13, 2023', 'صحيفة الساحل', 'a'],
    ['— Jean-Luc - Port (@a) September 13, 2023', 'Jean-Luc - Port', 'a'],
    ['— (@a) September 13, 2023', 'a', 'a'],
  ])('%s', async (signature, name, handle) => {
    const [embed] = await findInText([...ARTICLE, 'One', signature]);
    expect(embed?.capture.post?.author).toEqual({ name, handle, url: `https://x.com/${handle}` });
    expect(embed?.capture.post?.text).toBe('One');
  });
});

describe('a signature is read in every interface language of X', () => {
  const languages =
    'en ar bn cs da de el es fa fi fil fr he hi hu id it ja ko ms nl no pl pt ro ru sv th tr uk ur vi zh-CN zh-TW';
  test.each(languages.split(' '))('%s', async (language) => {
    const format = new Intl.DateTimeFormat(language, { dateStyle: 'long', timeZone: 'UTC' });
    for (let month = 0; month < 12; month++) {
      const day = new Date(Date.UTC(2023, month, 13));
      const [embed] = await findInText([...ARTICLE, 'One', `— Name (@a) ${format.format(day)}`]);
      expect(embed?.capture.post?.created?.at).toBe(day.toISOString());
    }
  });
});

test('the same words have the same id, and other words another', async () => {
  const idOf = async (...lines: string[]) => (await findInText(lines))[0]?.capture.id;
  const id = await idOf('One', SIGNED);
  expect(await idOf(PROSE, 'One', SIGNED)).toBe(id);
  expect(await idOf('Two', SIGNED)).not.toBe(id);
  expect(await idOf('One', SIGNED.replace('13', '14'))).not.toBe(id);
  expect(await idOf('One', SIGNED.replace('@m', '@M'))).not.toBe(id);
});

describe('lines that hold no post, or none that is sure, stay what they are', () => {
  test.each<[trap: string, lines: string[]]>([
    ['no date', [...ARTICLE, 'One', '— Matin des Villes (@matinvilles)']],
    [
      'a date that does not exist',
      [...ARTICLE, 'One', '— Matin des Villes (@matinvilles) September 31, 2023'],
    ],
    [
      'a date before there were posts',
      [...ARTICLE, 'One', '— Matin des Villes (@matinvilles) September 13, 1998'],
    ],
    ['no handle', [...ARTICLE, 'One', '— Matin des Villes, September 13, 2023']],
    ['a handle that cannot be', [...ARTICLE, 'One', '— Matin (@matin-des-villes) September 13, 2023']],
    ['no dash', [...ARTICLE, 'One', 'Matin des Villes (@matinvilles) September 13, 2023']],
    ['a single hyphen', [...ARTICLE, 'One', '- Matin des Villes (@matinvilles) September 13, 2023']],
    ['words behind the date', [...ARTICLE, 'One', `${SIGNED} dans la soirée`]],
    ['a signature in the middle of prose', [`Voir ${SIGNED}. ${PROSE}`]],
    ['nothing above', [SIGNED]],
    ['nothing but blank lines above', ['Title', '', '', SIGNED]],
    ['a lead-in above', [...ARTICLE, 'Elle écrit ceci :', SIGNED]],
    ['a full-width lead-in above', [...ARTICLE, '彼女はこう書いた：', SIGNED]],
    ['prose too long for a post above', [PROSE.repeat(2), SIGNED]],
    ['prose too long for a post before', [`${PROSE.repeat(2)} ${SIGNED}`]],
    ['another signature above', [SIGNED, SIGNED]],
    [
      'a name in which a dash may begin it',
      [...ARTICLE, 'One', '— What now? — Name (@a) September 13, 2023'],
    ],
    ['a line longer than any post', ['a'.repeat(100_000) + SIGNED]],
    ['no lines', []],
  ])('%s', async (_, lines) => {
    expect(await findInText(lines)).toEqual([]);
  });
});

test('Chinese and Japanese letters count double: half as many make a post', async () => {
  expect(await spans(['港'.repeat(140), SIGNED])).toHaveLength(1);
  expect(await spans(['港'.repeat(141), SIGNED])).toEqual([]);
  expect(await spans(['a'.repeat(280), SIGNED])).toHaveLength(1);
  expect(await spans(['a'.repeat(281), SIGNED])).toEqual([]);
  expect(await spans([`${'a'.repeat(256)} https://t.co/Ab3dEf9hIj ok`, SIGNED])).toEqual([]);
  expect(
    await spans([
      `@quay @harbour ${'a'.repeat(280)} https://t.co/Ab3dEf9hIj pic.twitter.com/Ab3dEf9hIj`,
      SIGNED,
    ]),
  ).toHaveLength(1);
});
