import { beforeEach, describe, expect, it } from 'vitest';
import { openPartnerHouse, type PartnerHouse } from './partner-house.ts';

const DAY = 24 * 60 * 60;

let house: PartnerHouse;
let key: string;
beforeEach(async () => {
  house = await openPartnerHouse();
});

async function contract(fields: object = {}): Promise<void> {
  await house.product('all', fields);
  await house.partner('herald', ['all'], { requestsPerMinute: 1000 });
  ({ key } = await house.makeKey('herald'));
}
const feed = async (ending: string) => (await house.get(`/partners/feeds/all.${ending}`, { key })).text();
const walk = async () =>
  (await (await house.get('/partners/articles', { key })).json()) as {
    changes: { change: string; article?: { pubstatus: string; ednote?: string } }[];
  };
const recorded = async () =>
  (await house.rows('SELECT article_id, change FROM partner_pickups ORDER BY 1, 2')).map(
    ({ article_id, change }) => `${article_id} ${change}`,
  );

describe('the feed of a product', () => {
  it('is filled from older articles where the profile cannot tell the newest', async () => {
    await contract({ profile: 'msn' });
    for (let n = 0; n < 24; n++) {
      await house.article(`n${n}`, { title: n < 18 ? `A headline of the length they want ${n}` : 'Short' });
      house.advance(1);
    }
    expect((await feed('rss')).match(/<item>/g)).toHaveLength(18);
    expect(await recorded()).toHaveLength(18);
  });

  it('tells an item of more than 300 kB by its summary, which is whole by its own address', async () => {
    await contract();
    const html = Array.from({ length: 4000 }, (_, n) => `<p>${n} ${'long words '.repeat(8)}</p>`).join('');
    await house.article('long', { html, dek: 'In short.' });
    for (const ending of ['rss', 'atom', 'json']) {
      const document = await feed(ending);
      expect(document.length).toBeLessThan(20_000);
      expect(document).toContain('In short.');
    }
    const whole = await (await house.get('/partners/articles/long', { key })).text();
    expect(whole.length).toBeGreaterThan(300_000);
    expect(whole).toContain('3999 long words');
  });

  it.each(['withheld', 'embargoed'])(
    'says of what is %s again that it may return, whatever becomes of it unseen',
    async (how) => {
      await contract({ profile: 'ninjs' });
      await house.article('one');
      house.advance(1);
      const held = how === 'withheld' ? { status: 'withheld' } : { embargoUntil: '2026-03-02T12:00:00Z' };
      await house.article('one', held);
      const told = await feed('json');
      expect(told).toContain('"pubstatus":"withheld"');
      expect((await walk()).changes.at(-1)?.article?.pubstatus).toBe('withheld');
      house.advance(1);
      // Nobody is told that it is worked on.
      await house.article('one', { ...held, title: 'Another title of the one' });
      expect(await feed('json')).toBe(told);
    },
  );

  it('says of what was taken back, or left the contract, that it is canceled', async () => {
    await contract({ profile: 'ninjs', permit: ['section/sport'] });
    await house.article('one', { section: 'Sport' });
    await house.article('two', { section: 'Sport' });
    await house.withdraw('one');
    await house.article('two', { section: 'Culture' });
    expect((await feed('json')).match(/"pubstatus":"canceled"/g)).toHaveLength(2);
    house.advance(1);
    await house.article('one', { section: 'Sport', status: 'withheld' });
    expect(await feed('json')).not.toContain('"pubstatus":"withheld"');
  });

  it.each([
    ['generic', 'rss', false],
    ['generic', 'atom', true],
    ['generic', 'json', true],
    ['flipboard', 'rss', false],
    ['smartnews', 'rss', true],
    ['msn', 'rss', true],
  ])(
    'goes on record as a notice of a take-down where it is one: %s as %s',
    async (profile, ending, isTold) => {
      await contract({ profile });
      await house.article('one', { title: 'A headline of the length they want' });
      await house.withdraw('one');
      await feed(ending);
      expect(await recorded()).toEqual(isTold ? ['one withdrawn'] : []);
      // From the cache, with another key, it is the same.
      await house.rows('DELETE FROM partner_pickups');
      ({ key } = await house.makeKey('herald'));
      await feed(ending);
      expect(await recorded()).toEqual(isTold ? ['one withdrawn'] : []);
    },
  );

  it('says to the publisher what its profile leaves out, and why', async () => {
    await contract({ profile: 'msn' });
    await house.article('long', { title: 'A headline of the length they want' });
    await house.article('short', { title: 'Short' });
    const read = async () =>
      ((await (await house.asPublisher('GET', '/partners/products/all')).json()) as { leftOut: unknown })
        .leftOut;
    expect(await read()).toEqual([{ article: 'short', why: ['title-too-short'] }]);
    await house.product('all', { profile: 'flipboard' });
    const image = { url: 'https://pictures.example/small.jpg', width: 20, height: 20 };
    await house.article('long', { image, pictureRights: 'syndicate' });
    expect(await read()).toEqual([{ article: 'long', why: ['picture-too-small'] }]);
  });

  it('for MSN lets go of what is a year old, without anything being published', async () => {
    await contract({ profile: 'msn' });
    await house.article('one', { title: 'A headline of the length they want' });
    expect(await feed('rss')).toContain('<item>');
    house.advance(366 * DAY);
    expect(await feed('rss')).not.toContain('<item>');
  });
});

describe('a signed picture', () => {
  it('is not given any more once the publisher has taken the rights back', async () => {
    await contract({ rights: { pictures: 'cleared' } });
    const picture = { image: { url: 'https://pictures.example/lead.jpg' }, pictureRights: 'syndicate' };
    await house.article('one', picture);
    const [, path = ''] =
      /https:\/\/news\.example(\/partners\/pictures\/[^"\\<]+)/.exec(await feed('atom')) ?? [];
    expect((await house.get(path)).status).toBe(302);
    await house.article('one', { ...picture, pictureRights: 'own-use' });
    expect(await feed('atom')).not.toContain('partners/pictures');
    expect((await house.get(path)).status).toBe(403);
  });
});
