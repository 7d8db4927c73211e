import { beforeEach, describe, expect, it } from 'vitest';
import type { FetchOutcome } from '../../src/domain/ports.ts';
import { openPartnerHouse, type PartnerHouse, PUBLIC_URL } from './partner-house.ts';

const DAY = 24 * 60 * 60;

interface Standing {
  partner: string;
  product: string;
  contract: string;
  state: string;
  held?: { version: number; way: string };
  sent?: { version: number };
  told?: { way: string };
}
interface Line {
  product: string;
  article: string;
  version: number;
  way: string;
  change: string;
}
interface Message {
  type: string;
  data: { id: string; change: string; challenge?: string; article?: { pubstatus: string } };
}

const answered = (status: number, body = ''): FetchOutcome => ({
  outcome: 'answered',
  url: 'https://herald.example/hook',
  status,
  contentType: 'text/plain',
  body: new TextEncoder().encode(body),
});
const refused = (reason: 'too-slow' | 'unreachable' | 'address' | 'busy'): FetchOutcome => ({
  outcome: 'refused',
  reason,
});

let house: PartnerHouse;
let key: string;
/** What the endpoint of the partner was sent, and what it answers. */
let received: string[];
let respond: () => FetchOutcome;

beforeEach(async () => {
  received = [];
  respond = () => answered(204);
  house = await openPartnerHouse((ports) => ({
    ...ports,
    fetch: {
      ...ports.fetch,
      refusalOf: () => undefined,
      async post(_, { body }) {
        const text = new TextDecoder().decode(body);
        const { type, data } = JSON.parse(text) as Message;
        if (data.challenge) return answered(200, data.challenge);
        received.push(`${type} ${data.id} ${text.includes('The words of') ? 'with words' : 'without words'}`);
        return respond();
      },
    },
  }));
  await house.product('all');
  await house.product('more');
  await house.partner('herald', ['all']);
  ({ key } = await house.makeKey('herald'));
});

const take = async (path: string, as = key) => house.get(path, { key: as });
const walk = async (path = '/partners/articles', as = key) =>
  (await (await take(path, as)).json()) as { changes: { change: string; id: string }[]; next: string };
const listen = () =>
  house.asPublisher('POST', '/partners/herald/endpoints', { url: 'https://herald.example/hook' });
const report = (path: string) => house.asPublisher('GET', path);
const standings = async (article = 'one') => {
  const answer = await report(`/partners/report/${article}`);
  return ((await answer.json()) as { partners: Standing[] }).partners;
};
const inShort = async () =>
  (await standings()).map(({ partner, contract, state }) => `${partner} ${contract} ${state}`);
const confirm = () => house.get('/partners/articles/one/confirmation', { key }, 'POST');

describe('a partner that lost the product', () => {
  beforeEach(async () => {
    await house.article('one');
    await take('/partners/articles/one');
    await house.partner('herald', []);
  });

  it('stays in the report of what it holds, until it says that it took it down', async () => {
    await house.withdraw('one');
    expect(await standings()).toMatchObject([
      { partner: 'herald', contract: 'ended', state: 'not-told', held: { version: 1, way: 'article' } },
    ]);
    expect((await confirm()).status).toBe(204);
    expect(await inShort()).toEqual(['herald ended confirmed']);
  });

  it('is told to take down what it holds when it asks for it, and is not told of anything else', async () => {
    await house.article('two');
    expect((await take('/partners/articles/two')).status).toBe(404);
    expect((await take('/partners/articles/one')).status).toBe(410);
    expect(await inShort()).toEqual(['herald ended told']);
    expect(await standings('two')).toEqual([]);
  });

  it('is in the report even where the product is no more', async () => {
    await house.asPublisher('DELETE', '/partners/products/all');
    expect(await inShort()).toEqual(['herald ended not-told']);
  });

  it('holds nothing taken back once it has the product again, and the article with it', async () => {
    await house.partner('herald', ['all']);
    expect(await inShort()).toEqual(['herald current holds']);
  });
});

describe('an endpoint of a partner that lost the product', () => {
  it('is sent the withdrawal of what it holds, without words, and nothing else', async () => {
    await listen();
    await house.article('one');
    await house.settle();
    await house.partner('herald', []);
    await house.article('one', { html: '<p>The words of a correction.</p>' });
    await house.article('two');
    await house.settle();
    await house.withdraw('one');
    await house.withdraw('two');
    await house.settle();
    await house.settle();
    expect(received).toEqual(['article.published one with words', 'article.withdrawn one without words']);
    expect(await inShort()).toEqual(['herald ended confirmed']);
  });

  it('is sent a withdrawal that waited as the product was lost', async () => {
    await listen();
    await house.article('one');
    await house.settle();
    respond = () => answered(503);
    await house.withdraw('one');
    await house.settle();
    await house.partner('herald', []);
    respond = () => answered(204);
    await house.settle();
    house.advance(61);
    await house.settle();
    expect(received.slice(1)).toEqual(Array(2).fill('article.withdrawn one without words'));
    expect(await inShort()).toEqual(['herald ended confirmed']);
  });
});

describe('a partner that was ended', () => {
  it('is in the reports for as long as what it took is kept', async () => {
    await house.article('one');
    await take('/partners/articles/one');
    await house.asPublisher('DELETE', '/partners/herald');
    await house.withdraw('one');
    expect(await inShort()).toEqual(['herald ended not-told']);
    const { lines } = (await (await report('/partners/herald/report')).json()) as { lines: Line[] };
    expect(lines).toMatchObject([{ article: 'one', version: 1, change: 'held' }]);
    house.advance(401 * DAY);
    await house.jobs.sweep();
    expect((await report('/partners/herald/report')).status).toBe(404);
    expect(await standings()).toEqual([]);
  });
});

describe('the state of an article', () => {
  it('is told once the partner asked for it and was answered 410', async () => {
    await house.article('one');
    await take('/partners/articles/one');
    await house.withdraw('one');
    expect((await house.get('/partners/articles/one', { key }, 'HEAD')).status).toBe(410);
    expect(await inShort()).toEqual(['herald current not-told']);
    expect((await take('/partners/articles/one')).status).toBe(410);
    expect(await standings()).toMatchObject([{ state: 'told', told: { way: 'article' } }]);
  });

  it.each([
    ['answered 410', answered(410), 'sent', 'not-told'],
    ['answered 500', answered(500), 'sent', 'not-told'],
    ['redirected', answered(307), 'sent', 'not-told'],
    ['hung', refused('too-slow'), 'sent', 'not-told'],
    ['broke off', refused('unreachable'), 'sent', 'not-told'],
    ['may not be reached', refused('address'), 'never-took', 'never-took'],
    ['was not asked', refused('busy'), 'never-took', 'never-took'],
  ])('of an endpoint that %s', async (_, outcome, before, after) => {
    await listen();
    respond = () => outcome;
    await house.article('one');
    await house.settle();
    expect(await inShort()).toEqual([`herald current ${before}`]);
    await house.withdraw('one');
    await house.settle();
    expect(await inShort()).toEqual([`herald current ${after}`]);
  });

  it('is holds where an older version was taken, and a newer sent that may have come', async () => {
    await listen();
    await house.article('one');
    await house.settle();
    respond = () => answered(500);
    await house.article('one', { html: '<p>Better words.</p>' });
    await house.settle();
    expect(await standings()).toMatchObject([
      { state: 'holds', held: { version: 1, way: 'webhook' }, sent: { version: 2 } },
    ]);
    respond = () => answered(204);
    house.advance(61);
    await house.settle();
    const [now] = await standings();
    expect([now?.held?.version, now?.sent]).toEqual([2, undefined]);
  });

  it('is confirmed where the article came again after it was taken down, until the partner comes', async () => {
    await house.article('one');
    await take('/partners/articles/one');
    await house.withdraw('one');
    await confirm();
    await house.article('one', { html: '<p>It is back.</p>' });
    expect(await inShort()).toEqual(['herald current confirmed']);
    await take('/partners/articles/one');
    expect(await inShort()).toEqual(['herald current holds']);
    await house.withdraw('one');
    expect(await inShort()).toEqual(['herald current not-told']);
  });

  it('goes by what came after what, where the version stays the same', async () => {
    await house.article('one', { section: 'Sport' });
    await walk();
    await house.product('all', { block: ['section/sport'] });
    await take('/partners/articles/one');
    expect(await inShort()).toEqual(['herald current told']);
    await house.product('all');
    expect(await inShort()).toEqual(['herald current told']);
    await take('/partners/feeds/all.rss');
    expect(await standings()).toMatchObject([{ state: 'holds', held: { version: 1, way: 'feed' } }]);
    await house.product('all', { block: ['section/sport'] });
    expect(await inShort()).toEqual(['herald current not-told']);
  });
});

describe('a partner that comes later', () => {
  it('learns nothing of articles that had left before', async () => {
    await house.article('one');
    await house.article('two');
    await house.withdraw('one');
    await house.partner('gazette', ['all']);
    const { key: theirs } = await house.makeKey('gazette');
    const first = await walk('/partners/articles?limit=1', theirs);
    expect(first.changes.map(({ id }) => id)).toEqual([]);
    const seen: string[] = [];
    for (let next = first.next, rounds = 0; rounds < 4; rounds++) {
      const page = await walk(next.replace(PUBLIC_URL, ''), theirs);
      seen.push(...page.changes.map(({ change, id }) => `${change} ${id}`));
      next = page.next;
    }
    expect(seen).toEqual(['published two']);
    expect((await take('/partners/articles/one', theirs)).status).toBe(404);
    expect((await house.get('/partners/articles/one/confirmation', { key: theirs }, 'POST')).status).toBe(
      404,
    );
    // Who had the right to it at the time is told.
    expect((await take('/partners/articles/one')).status).toBe(410);
  });

  it('and had the product before is told of what left meanwhile, where it took it', async () => {
    await house.article('one');
    const { next } = await walk();
    await house.partner('herald', ['more']);
    await house.article('two');
    await house.withdraw('one');
    await house.withdraw('two');
    await house.partner('herald', ['all']);
    const { changes } = await walk(next.replace(PUBLIC_URL, ''));
    expect(changes.map(({ change, id }) => `${change} ${id}`)).toEqual(['withdrawn one']);
    expect(await inShort()).toEqual(['herald current told']);
  });
});

describe('a report', () => {
  it('of an article that there is not is 404', async () => {
    for (const path of ['/partners/report/none', '/partners/report/none.csv'])
      expect((await report(path)).status).toBe(404);
    await house.article('one', { embargoUntil: '2026-03-02T00:00:00Z' });
    expect(await standings()).toEqual([]);
  });

  it('is given in pages of the size that is asked for, each line once', async () => {
    for (const id of ['a', 'b', 'c']) await house.partner(id, ['all', 'more']);
    for (const id of ['one', 'two', 'three']) await house.article(id);
    await take('/partners/feeds/all.rss');
    await take('/partners/articles');
    const partners: string[] = [];
    for (let next: string | undefined = '/partners/report/one?limit=3'; next; ) {
      const page = (await (await report(next.replace(PUBLIC_URL, ''))).json()) as {
        partners: Standing[];
        next?: string;
      };
      partners.push(...page.partners.map(({ partner, product }) => `${partner} ${product}`));
      next = page.next;
    }
    expect(partners).toEqual(['a all', 'a more', 'b all', 'b more', 'c all', 'c more', 'herald all']);
    const lines: string[] = [];
    for (let next: string | undefined = '/partners/herald/report.csv?limit=1'; next; ) {
      const answer = await report(next.replace(PUBLIC_URL, ''));
      lines.push(...(await answer.text()).trim().split('\r\n').slice(1));
      next = /<([^>]*)>; rel="next"/.exec(answer.headers.get('Link') ?? '')?.[1];
    }
    expect([lines.length, new Set(lines).size]).toEqual([6, 6]);
  });

  it('asked for in other sizes, or from nowhere, is refused', async () => {
    await house.article('one');
    for (const query of ['limit=0', 'limit=1001', 'limit=x', 'after=x', 'after=~', 'after=a~b~c']) {
      for (const path of ['/partners/report/one', '/partners/herald/report'])
        expect([query, (await report(`${path}?${query}`)).status]).toEqual([query, 400]);
    }
  });
});
