import { expect, it } from 'vitest';
import { article, type Stored } from './published-articles.ts';
import { PUBLIC_URL, type Service, TOKEN } from './services.ts';

/** What a write that states which version it knows may change. */
export function guardedWrites(service: Service, read: (id: string) => Promise<Stored>): void {
  it('If-Match lets a change of the version read pass, and refuses one of a version since overtaken', async () => {
    const created = await service.publish('/articles/guarded', 'application/json', article('Guarded'));
    const etag = created.headers.get('ETag') ?? '';
    const change = (title: string) =>
      service.publish('/articles/guarded', 'application/json', article(title), { 'If-Match': etag });
    expect((await change('Guarded, changed')).status).toBe(200);
    const stale = await change('Guarded, changed from the old version');
    expect(stale.status).toBe(412);
    expect(await stale.json()).toMatchObject({ type: `${PUBLIC_URL}/problems/stale-version` });
    expect(await read('guarded')).toMatchObject({ version: 2, title: 'Guarded, changed' });
  });

  it('If-Match refuses an article that is not there', async () => {
    const answer = await service.publish('/articles/nowhere', 'application/json', article('X'), {
      'If-Match': '*',
    });
    expect(answer.status).toBe(412);
    expect((await service.fetch('/articles/nowhere')).status).toBe(404);
  });

  it('an If-Match that is no entity tag never lets a write pass', async () => {
    const answer = await service.publish('/articles/guarded', 'application/json', article('X'), {
      'If-Match': 'unquoted',
    });
    expect(answer.status).toBe(412);
    const headers = { Authorization: `Bearer ${TOKEN}`, 'If-Match': 'unquoted' };
    expect((await service.fetch('/articles/guarded', { method: 'DELETE', headers })).status).toBe(412);
  });

  it('If-None-Match: * only ever creates', async () => {
    const create = () =>
      service.publish('/articles/only-new', 'application/json', article('Only new'), {
        'If-None-Match': '*',
      });
    expect([(await create()).status, (await create()).status]).toEqual([201, 412]);
  });
}
