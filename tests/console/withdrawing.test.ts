import { describe, expect, it } from 'vitest';
import { ENGLISH } from '../../src/console/words/english.ts';
import { FRENCH } from '../../src/console/words/french.ts';
import { at, quoting } from '../store/open-house.ts';
import { csrfOf, type OpenConsole, openConsole } from './open-console.ts';
import { trespasses } from './trespasses.ts';

const HOSTILE = `<script>alert(1)</script>"'><img src=x onerror=alert(2)>`;

describe('withdrawing', () => {
  it('says what it reaches, does it once it is confirmed, and says how to take it back', async () => {
    const console = await openConsole();
    await console.put('one', { section: 'Local', tags: ['Bridges'], html: quoting('Words.') });
    await console.put('two', { html: quoting('Words.') });
    await console.put('three', { html: quoting('Other words.', '1790309205070239367') });
    await console.settle();
    const reach = (html: string) =>
      [...html.matchAll(/<dt>([^<]+)<\/dt><dd>([^<]+)<\/dd>/g)].map((match) => match[2]);
    expect(reach(await console.page('/console/articles/one/withdraw'))).toEqual([
      'answers 410 from now on',
      '4',
      '1',
      '0',
      '0',
      '0',
      '0',
      '0',
    ]);
    expect(reach(await console.page('/console/articles/three/withdraw'))).toEqual([
      'answers 410 from now on',
      '2',
      '1',
      '1',
      '0',
      '0',
      '0',
      '0',
    ]);
    expect(await console.status('/articles/one')).toBe(200);

    const done = await console.send('/console/articles/one/withdraw', '/console/articles/one/withdraw');
    expect(done.status).toBe(200);
    expect(await console.status('/articles/one')).toBe(410);
    const after = await done.text();
    expect(after).toContain('It is withdrawn everywhere.');
    expect(after).toContain('publish it again under the same id');
    // Sent once more, as when the page is loaded anew.
    const again = await console.send('/console', '/console/articles/one/withdraw');
    expect(again.headers.get('Location')).toBe('/console/articles/one');
    expect((await console.get('/console/articles/one/withdraw')).status).toBe(303);
  });

  it('says what the answer of the API says', async () => {
    const [own, api] = [await openConsole(), await openConsole()];
    for (const house of [own, api]) {
      await house.put('one', { section: 'Local', html: quoting('Words.') });
      await house.settle();
      await insertPosts(house);
    }
    const { outputs } = (await (await api.withdraw('one')).json()) as {
      outputs: { output: string; state: string; count?: number; cachedSeconds?: number }[];
    };
    const html = await (
      await own.send('/console/articles/one/withdraw', '/console/articles/one/withdraw')
    ).text();
    const rows = [...html.matchAll(/<dt>([^<]+)<\/dt><dd>([^<]+)<\/dd>/g)].map(([, term, value]) => [
      term,
      value,
    ]);
    const { withdrawn: words } = ENGLISH;
    expect(rows.map(([term]) => term)).toEqual(
      outputs.map(({ output }) => words.outputs[output as keyof typeof words.outputs]),
    );
    outputs.forEach(({ output, state, count, cachedSeconds }, index) => {
      const said = rows[index]?.[1] ?? '';
      expect([output, said]).toEqual([
        output,
        expect.stringContaining(words.states[state as keyof typeof words.states]),
      ]);
      expect([output, said.includes('caches:')]).toEqual([output, cachedSeconds !== undefined]);
      if (count !== undefined && count !== 1) expect(said).toContain(`${count} · `);
    });
    expect(outputs.map(({ state }) => state)).toContain('unreachable');
    expect(html).toContain('caches: 365 days at most');
  });

  it.each(['en', 'fr'])(
    'a post that cannot be deleted is listed with its address, and stays listed: %s',
    async (language) => {
      const console = await openConsole();
      await console.put('one', { title: HOSTILE });
      await insertPosts(console);
      const asked = await console.page('/console/articles/one/withdraw');
      expect(asked).toContain('Posts of it at an account that is not set any more');
      const done = await console.post(
        '/console/articles/one/withdraw',
        { csrf: csrfOf(asked) },
        { 'Accept-Language': language },
      );
      const later = await console.page('/console/articles/one', { 'Accept-Language': language });
      const words = { en: ENGLISH, fr: FRENCH }[language] ?? ENGLISH;
      const first = await done.text();
      expect(first).toContain(words.withdrawn.hereOnly);
      expect(first).not.toContain(words.withdrawn.everywhere);
      for (const html of [first, later]) {
        expect(html).toContain('href="https://bsky.app/profile/did:plc:gone/post/3kaaa"');
        expect(html).toContain('at://did:plc:gone/app.bsky.feed.post/3kaaa');
        expect(html).toContain(words.withdrawn.byHand.split('(')[0]);
        expect(html).toContain(words.withdrawn.unsure);
        expect(html).not.toContain('did:plc:never');
        expect(trespasses(html)).toEqual([]);
      }
    },
  );

  it('one of the account that is set is said to be deleted, or why it was not', async () => {
    const console = await openConsole();
    await console.put('one');
    await insertPosts(console, 'did:plc:gone');
    await console.withdraw('one');
    expect(await console.page('/console/articles/one')).toContain('It is being deleted.');
    await console.ports.database
      .prepare(`UPDATE crossposts SET state = 'failed', words = ? WHERE account = 'did:plc:gone'`)
      .bind(HOSTILE)
      .run();
    const html = await console.page('/console/articles/one');
    expect(html).toContain('It could not be deleted');
    expect(trespasses(html)).toEqual([]);
  });
});

/** A post that arrived, one of which that is not known, and one that was never sent; `did`: of the account that is set. */
async function insertPosts({ ports: { database } }: Pick<OpenConsole, 'ports'>, did?: string): Promise<void> {
  const insert = `INSERT INTO crossposts (account, article_id, rkey, created_at, state, sent, changed_at) VALUES (?, 'one', '3kaaa', ?, ?, ?, ?)`;
  for (const [account, state, sent] of [
    ['did:plc:gone', 'posted', 'answered'],
    ['did:plc:doubt', 'waiting', 'unclear'],
    ['did:plc:never', 'waiting', 'nothing'],
  ] as const)
    await database.prepare(insert).bind(account, at(0), state, sent, at(0)).run();
  if (did === undefined) return;
  await database
    .prepare(
      `INSERT INTO crosspost_account (id, did, handle, service, identifier, password, settings, since)
       VALUES (1, ?, 'news.example', 'https://pds.example', 'news.example', '', '{}', ?)`,
    )
    .bind(did, at(0))
    .run();
}
