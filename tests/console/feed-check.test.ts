import { describe, expect, it } from 'vitest';
import { checkFeeds } from '../../src/console/feeds/feed-check.ts';
import { openConsole } from './open-console.ts';

async function documents() {
  const console = await openConsole();
  for (const id of ['one', 'two']) await console.put(id);
  const bytes = async (format: string) =>
    new TextEncoder().encode(await console.page(`/feeds/all.${format}`));
  return { rss: await bytes('rss'), atom: await bytes('atom'), json: await bytes('json') };
}

const faultsOf = (checked: ReturnType<typeof checkFeeds>) =>
  checked.map(({ format, faults }) => [format, faults]);

describe('the check of a feed', () => {
  it('finds nothing in our own', async () => {
    expect(faultsOf(checkFeeds(await documents()))).toEqual([
      ['rss', []],
      ['atom', []],
      ['json', []],
    ]);
  });

  it.each<[string, (text: string) => string, string]>([
    ['cut short', (text) => text.slice(0, -20), ''],
    ['one id twice', (text) => text.replaceAll('articles/two', 'articles/one'), 'has one id twice'],
    [
      'a relative address',
      (text) => text.replace(/<link>https:\/\/news\.example\/articles\/\w+/, '<link>/x'),
      'without a whole address',
    ],
    [
      'another item',
      (text) => text.replace(/articles\/two<\/guid>/, 'articles/six</guid>'),
      'lists other items',
    ],
    [
      'too much of it',
      (text) => text.replace('</channel>', `<!--${'x'.repeat(1_048_576)}--></channel>`),
      'over 1 MiB',
    ],
  ])('finds %s', async (_, harm, words) => {
    const sound = await documents();
    const rss = new TextEncoder().encode(harm(new TextDecoder().decode(sound.rss)));
    const [checked] = checkFeeds({ ...sound, rss });
    expect(checked?.faults.join('; ')).toMatch(words || /./);
  });
});
