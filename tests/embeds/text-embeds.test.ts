import { expect, test } from 'vitest';
import { createEmbedFinder } from '../../src/embeds/embed-finder.ts';

const { findInText } = createEmbedFinder();

const QUOTED =
  '“Le pont sera rouvert avant Noël, c’est une promesse que nous faisons aux riverains.”@LouNavarre dans #MatinVilles pic.twitter.com/Ab3dEf9hIj';

test('a flattened post in an article without blank lines is the line above the signature', async () => {
  const lines = [
    'Travaux',
    'Le pont des Tanneurs rouvre à Valmont',
    'La mairie l’a confirmé ce mardi. Les travaux auront duré onze mois, deux de plus que prévu.',
    QUOTED,
    '— Matin des Villes (@matinvilles) September 13, 2023',
    'Un chantier plus long que prévu',
  ];
  const [embed, ...others] = await findInText(lines);
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
