import { describe, expect, it } from 'vitest';
import { createOfflineFetch, type OfflineAnswer } from '../../src/adapters/memory/offline-fetch.ts';
import { resolveWith } from './upstream.ts';
import { ID, page, photos, SYNDICATION, syndicationOnly, URL_OF_POST } from './x-answers.ts';

describe('a post of which only the words and a picture’s link came down', () => {
  const ref = {
    platform: 'x',
    tcoCode: 'PiCtUrE345',
    handle: 'MaraOrtiz',
    printedDay: '2024-03-05',
  } as const;
  const short = 'https://t.co/PiCtUrE345';
  const redirect = (location: string): OfflineAnswer => ({ text: '', status: 301, location });
  const answers = { [SYNDICATION]: { json: photos }, [short]: redirect(`${URL_OF_POST}/photo/1`) };

  it('is found by the redirect of its picture', async () => {
    const fetch = createOfflineFetch(answers);
    expect(await resolveWith(ref, fetch, syndicationOnly)).toMatchObject({
      outcome: 'found',
      post: { id: ID },
    });
    expect(fetch.asked).toEqual([short, SYNDICATION]);
  });

  it.each<[string, object, OfflineAnswer]>([
    ['by another author', { handle: 'someone' }, redirect(`${URL_OF_POST}/photo/1`)],
    ['of another day', { printedDay: '2024-03-06' }, redirect(`${URL_OF_POST}/photo/1`)],
    ['elsewhere', {}, redirect('https://evil.example/maraortiz/status/1764959161537265664/photo/1')],
    ['without an author', {}, redirect(`https://x.com/i/status/${ID}`)],
    ['behind a page', {}, page(200)],
    ['gone', {}, page(404)],
  ])('is not found where the redirect leads to a post %s', async (_name, change, answer) => {
    const fetch = createOfflineFetch({ [short]: answer });
    expect((await resolveWith({ ...ref, ...change }, fetch)).outcome).toBe('unreachable');
    expect(fetch.asked).toEqual([short]);
  });

  it.each([{ printedDay: undefined }, { handle: undefined }, { tcoCode: '../x' }])(
    'asks nobody without %j',
    async (change) => {
      const { printedDay, handle, tcoCode } = { ...ref, ...change };
      const given = {
        platform: 'x' as const,
        tcoCode,
        ...(handle ? { handle } : {}),
        ...(printedDay ? { printedDay } : {}),
      };
      expect(await resolveWith(given, {})).toEqual({ outcome: 'unreachable' });
    },
  );
});
