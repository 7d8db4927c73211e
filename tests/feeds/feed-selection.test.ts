import { expect, test } from 'vitest';
import { slug } from '../../src/domain/feed.ts';
import { feedPath, readFeedRequest } from '../../src/feeds/feed-selection.ts';

const read = (address: string) => {
  const [path = '', query = ''] = address.split('?');
  return readFeedRequest(path, new URLSearchParams(query));
};

test.each([
  ['all.rss', ['all'], 'rss'],
  ['all', ['all'], undefined],
  ['section/sport.atom', ['section/sport'], 'atom'],
  ['tag/気候.json', ['tag/気候'], 'json'],
  ['all.rss?section=sport&tag=climate', ['section/sport', 'tag/climate'], 'rss'],
  ['all.rss?tag=a&tag=b', ['tag/a', 'tag/b'], 'rss'],
  ['all.rss?utm_source=x&fbclid=y&_=1', ['all'], 'rss'],
  [`all.rss?${'x'.repeat(8000)}=1`, ['all'], 'rss'],
])('%s is spelled as it should be', (address, topics, format) => {
  expect(read(address)).toMatchObject({ topics, format, content: 'full', spelled: undefined });
});

test.each([
  ['all.rss?tag=climate&section=sport', '/feeds/all.rss?section=sport&tag=climate'],
  ['all.rss?tag=climate&tag=climate', '/feeds/tag/climate.rss'],
  ['all.rss?section=Sport', '/feeds/section/sport.rss'],
  ['all.atom?section=À la une&lang=fr', '/feeds/all.atom?lang=fr&section=a-la-une'],
  ['section/sport.rss?tag=climate', '/feeds/all.rss?section=sport&tag=climate'],
  ['section/À la une.rss', '/feeds/section/a-la-une.rss'],
  ['lang/pt-BR.json', '/feeds/lang/pt-br.json'],
  ['all.rss?content=full', '/feeds/all.rss'],
  ['all.rss?page=2&content=summary', '/feeds/all.rss?content=summary&page=2'],
  ['all?tag=a&utm_source=x', '/feeds/tag/a'],
  ['all.rss?tag=気候', `/feeds/tag/${encodeURIComponent('気候')}.rss`],
])('%s is sent to %s, which is spelled as it should be', (address, spelled) => {
  expect(read(address).spelled).toBe(spelled);
  expect(read(decodeURIComponent(spelled.slice('/feeds/'.length))).spelled).toBeUndefined();
});

test('a slug that was cut stays as it is', () => {
  const cut = slug(`${'a'.repeat(79)} b`);
  expect(cut.endsWith('-')).toBe(true);
  expect(read(`tag/${cut}.rss`)).toMatchObject({ topics: [`tag/${cut}`], spelled: undefined });
});

test.each([
  ['nothing', 'not-found'],
  ['section/.rss', 'not-found'],
  ['section/a/b.rss', 'not-found'],
  ['all.rss?page=0', 'invalid-request'],
  ['all.rss?page=1e9', 'invalid-request'],
  ['all.rss?page=1&page=2', 'invalid-request'],
  ['all.rss?content=some', 'invalid-request'],
  ['all.rss?tag=', 'invalid-request'],
  ['all.rss?tag=🚲', 'invalid-request'],
  ['all.rss?section=a&tag=b&page=1', 'not-found'],
  [`all.rss?${Array.from({ length: 11 }, (_, i) => `tag=t${i}`).join('&')}`, 'invalid-request'],
])('%s is refused: %s', (address, code) => {
  expect(() => read(address)).toThrow(expect.objectContaining({ code }));
});

test('a path says all that the selection says', () => {
  const selection = { topics: ['lang/fr' as const, 'tag/a b' as const], content: 'summary' as const };
  expect(feedPath(selection, 'rss')).toBe('/feeds/all.rss?lang=fr&tag=a%20b&content=summary');
});
