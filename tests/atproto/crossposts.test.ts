import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Account, type Network, openNetwork } from './network.ts';
import { type Newsroom, openNewsroom, PUBLIC_URL } from './newsroom.ts';
import { cardOf, markedPieces, postsOf } from './repository.ts';

const MAX_THUMB_BYTES = 1_000_000;

/** Words in front of the tags, of which a letter has one byte to four, and a sign has many. */
const TITLES = [
  ['en', 'The night ferry returns'],
  ['fr', 'Le bac de nuit, à l’été'],
  ['ar', 'عودة العبّارة الليلية إلى الميناء'],
  ['he', 'המעבורת חוזרת'],
  ['ja', '夜のフェリーが帰ってくる'],
  ['hi', 'रात की नौका लौट आई'],
  ['en', 'Ferry ⛴️ with 👩🏽‍🚀 and 🇫🇷 and 𝔊'],
] as const;

describe('an article as a post on a real server', () => {
  let network: Network;
  let account: Account;
  let newsroom: Newsroom;
  beforeAll(async () => {
    [network, newsroom] = await Promise.all([openNetwork(), openNewsroom()]);
    account = await network.openAccount('harbour');
    await newsroom.setAccount(network, account, { template: '{title} {tags}\n{url}' });
  });
  afterAll(async () => {
    newsroom?.close();
    await network?.close();
  });

  it.each(TITLES)(
    'has its words, its language and its marks at the right bytes (%s: %s)',
    async (language, title) => {
      const id = `words-${TITLES.findIndex(([, other]) => other === title)}`;
      await newsroom.publish(id, { title, language, tags: ['CàVous', 'フェリー'] });
      await newsroom.work();
      const [post, ...others] = await postsOf(account, id);
      expect(others).toEqual([]);
      expect(post?.value.text.startsWith(`${title} #CàVous #フェリー\n`)).toBe(true);
      expect(post?.value.langs).toEqual([language]);
      const pieces = post ? markedPieces(post.value) : [];
      expect(pieces.slice(0, 2)).toEqual([
        { piece: '#CàVous', tag: 'CàVous' },
        { piece: '#フェリー', tag: 'フェリー' },
      ]);
      expect(pieces[2]).toMatchObject({ uri: `${PUBLIC_URL}/articles/${id}` });
      expect(pieces).toHaveLength(3);
    },
  );

  it('leads to the article with its preview, which anybody can fetch from the server', async () => {
    await newsroom.publish('card', { title: 'With a card', dek: 'What it is about.' });
    await newsroom.work();
    const [post] = await postsOf(account, 'card');
    const card = post && cardOf(post.value);
    expect(card).toMatchObject({ title: 'With a card', description: 'What it is about.' });
    const { data, headers } = await account.reader.com.atproto.sync.getBlob({
      did: account.did,
      cid: String(card?.thumb?.ref),
    });
    const preview = await newsroom.get(`/previews/card`);
    const drawn = await newsroom.get(new URL(preview.headers.get('Location') ?? '', PUBLIC_URL).pathname);
    expect(Buffer.from(data).equals(Buffer.from(await drawn.arrayBuffer()))).toBe(true);
    expect(headers['content-type']).toBe(drawn.headers.get('Content-Type'));
    expect(data.byteLength).toBeLessThanOrEqual(MAX_THUMB_BYTES);
    expect(card?.thumb).toMatchObject({ size: data.byteLength, mimeType: headers['content-type'] });
  });

  it('is corrected in its place', async () => {
    await newsroom.publish('corrected', { title: 'Before' });
    await newsroom.work();
    const [before] = await postsOf(account, 'corrected');
    await newsroom.publish('corrected', { title: 'After' });
    await newsroom.work();
    const [after, ...others] = await postsOf(account, 'corrected');
    expect(others).toEqual([]);
    expect([before?.rkey, before?.value.createdAt]).toEqual([after?.rkey, after?.value.createdAt]);
    expect(before?.cid).not.toBe(after?.cid);
    expect(after && cardOf(after.value).title).toBe('After');
    expect(after && cardOf(after.value).thumb?.ref.toString()).not.toBe(
      before && cardOf(before.value).thumb?.ref.toString(),
    );
  });

  it('is written once, however often the work is done and by however many', async () => {
    await newsroom.publish('once', { title: 'Once' });
    await Promise.all([newsroom.work(), newsroom.work(), newsroom.work()]);
    await newsroom.work();
    expect(await postsOf(account, 'once')).toHaveLength(1);
    network.gate.forget();
    await newsroom.work();
    expect(network.gate.calls).toEqual([]);
  });

  it('is gone when the article is withdrawn', async () => {
    await newsroom.publish('withdrawn');
    await newsroom.work();
    const [post] = await postsOf(account, 'withdrawn');
    await newsroom.withdraw('withdrawn');
    await newsroom.work();
    const gone = account.reader.com.atproto.repo.getRecord({
      repo: account.did,
      collection: 'app.bsky.feed.post',
      rkey: post?.rkey ?? '',
    });
    await expect(gone).rejects.toMatchObject({ status: 400, error: 'RecordNotFound' });
  });

  it('is never made of what is not public', async () => {
    await newsroom.publish('held', { status: 'withheld' });
    await newsroom.publish('later', { embargoUntil: new Date(Date.now() + 3_600_000).toISOString() });
    await newsroom.work();
    expect([await postsOf(account, 'held'), await postsOf(account, 'later')]).toEqual([[], []]);
    newsroom.advance(3601);
    await newsroom.work();
    expect(await postsOf(account, 'later')).toHaveLength(1);
  });
});
