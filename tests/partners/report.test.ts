import { beforeEach, describe, expect, it } from 'vitest';
import type { FetchOutcome, FetchRefusal } from '../../src/domain/ports.ts';
import { answered, openReportHouse, type ReportHouse } from './report-house.ts';

const refused = (reason: FetchRefusal): FetchOutcome => ({ outcome: 'refused', reason });

let house: ReportHouse;
beforeEach(async () => {
  house = await openReportHouse();
});

describe('the state of an article', () => {
  it('is told once the partner asked for it and was answered 410', async () => {
    await house.article('one');
    await house.take('/partners/articles/one');
    await house.withdraw('one');
    expect((await house.get('/partners/articles/one', { key: house.key }, 'HEAD')).status).toBe(410);
    expect(await house.inShort()).toEqual(['herald current not-told']);
    expect((await house.take('/partners/articles/one')).status).toBe(410);
    expect(await house.standings()).toMatchObject([{ state: 'told', told: { way: 'article' } }]);
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
    await house.listen();
    house.endpoint.respond = () => outcome;
    await house.article('one');
    await house.settle();
    expect(await house.inShort()).toEqual([`herald current ${before}`]);
    await house.withdraw('one');
    await house.settle();
    expect(await house.inShort()).toEqual([`herald current ${after}`]);
  });

  it('is holds where an older version was taken, and a newer sent that may have come', async () => {
    await house.listen();
    await house.article('one');
    await house.settle();
    house.endpoint.respond = () => answered(500);
    await house.article('one', { html: '<p>Better words.</p>' });
    await house.settle();
    expect(await house.standings()).toMatchObject([
      { state: 'holds', held: { version: 1, way: 'webhook' }, sent: { version: 2 } },
    ]);
    house.endpoint.respond = () => answered(204);
    house.advance(61);
    await house.settle();
    const [now] = await house.standings();
    expect([now?.held?.version, now?.sent]).toEqual([2, undefined]);
  });

  it('is confirmed where the article came again after it was taken down, until the partner comes', async () => {
    await house.article('one');
    await house.take('/partners/articles/one');
    await house.withdraw('one');
    await house.confirm();
    await house.article('one', { html: '<p>It is back.</p>' });
    expect(await house.inShort()).toEqual(['herald current confirmed']);
    await house.take('/partners/articles/one');
    expect(await house.inShort()).toEqual(['herald current holds']);
    await house.withdraw('one');
    expect(await house.inShort()).toEqual(['herald current not-told']);
  });

  it('goes by what came after what, where the version stays the same', async () => {
    await house.article('one', { section: 'Sport' });
    await house.walk();
    await house.product('all', { block: ['section/sport'] });
    await house.take('/partners/articles/one');
    expect(await house.inShort()).toEqual(['herald current told']);
    await house.product('all');
    expect(await house.inShort()).toEqual(['herald current told']);
    await house.take('/partners/feeds/all.rss');
    expect(await house.standings()).toMatchObject([{ state: 'holds', held: { version: 1, way: 'feed' } }]);
    await house.product('all', { block: ['section/sport'] });
    expect(await house.inShort()).toEqual(['herald current not-told']);
  });
});

describe('a report', () => {
  it('of an article that there is not is 404', async () => {
    for (const path of ['/partners/report/none', '/partners/report/none.csv'])
      expect((await house.report(path)).status).toBe(404);
    await house.article('one', { embargoUntil: '2026-03-02T00:00:00Z' });
    expect(await house.standings()).toEqual([]);
  });

  it('is given in pages of the size that is asked for, each line once', async () => {
    for (const id of ['a', 'b', 'c']) await house.partner(id, ['all', 'more']);
    for (const id of ['one', 'two', 'three']) await house.article(id);
    await house.take('/partners/feeds/all.rss');
    await house.take('/partners/articles');
    const partners: string[] = [];
    for (let next: string | undefined = '/partners/report/one?limit=3'; next; ) {
      const page = (await (await house.report(next)).json()) as {
        partners: { partner: string; product: string }[];
        next?: string;
      };
      partners.push(...page.partners.map(({ partner, product }) => `${partner} ${product}`));
      next = page.next;
    }
    expect(partners).toEqual(['a all', 'a more', 'b all', 'b more', 'c all', 'c more', 'herald all']);
    const lines: string[] = [];
    for (let next: string | undefined = '/partners/herald/report.csv?limit=1'; next; ) {
      const answer = await house.report(next);
      lines.push(...(await answer.text()).trim().split('\r\n').slice(1));
      next = /<([^>]*)>; rel="next"/.exec(answer.headers.get('Link') ?? '')?.[1];
    }
    expect([lines.length, new Set(lines).size]).toEqual([6, 6]);
  });

  it('asked for in other sizes, or from nowhere, is refused', async () => {
    await house.article('one');
    for (const query of ['limit=0', 'limit=1001', 'limit=x', 'after=x', 'after=~', 'after=a~b~c']) {
      for (const path of ['/partners/report/one', '/partners/herald/report'])
        expect([query, (await house.report(`${path}?${query}`)).status]).toEqual([query, 400]);
    }
  });
});
