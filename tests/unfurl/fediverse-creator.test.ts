import { expect, it } from 'vitest';
import { fediverseCreator } from '../../src/unfurl/fediverse-creator.ts';

it.each([
  ['https://social.example/@ada', '@ada@social.example'],
  ['https://social.example/@ada/', '@ada@social.example'],
  ['https://social.example/users/ada', '@ada@social.example'],
  ['https://social.example/@ada.lind-2_', '@ada.lind-2_@social.example'],
  ['https://social.example/@ada@other.example', '@ada@other.example'],
  ['https://social.example/@ada?lang=en#top', '@ada@social.example'],
  ['http://social.example/@ada', undefined],
  ['https://social.example/@ada/114', undefined],
  ['https://social.example/@', undefined],
  ['https://social.example/@ada"><script>', undefined],
  ['https://paper.example/authors/ada', undefined],
  ['https://medium.com/@ada', undefined],
  ['https://ada.medium.com/@ada', undefined],
  ['https://www.youtube.com/@ada', undefined],
  ['https://www.threads.net/@ada', undefined],
  ['https://www.tiktok.com/@ada', undefined],
  ['mailto:ada@social.example', undefined],
  ['not an address', undefined],
  [undefined, undefined],
])('the account of an author at %s is %s', (url, account) => {
  expect(fediverseCreator([{ name: 'Ada', ...(url && { url }) }])).toBe(account);
});

it('the first author who has an account is shown', () => {
  const authors = [
    { name: 'Bo', url: 'https://paper.example/bo' },
    { name: 'Ada', url: 'https://social.example/@ada' },
  ];
  expect(fediverseCreator(authors)).toBe('@ada@social.example');
});
