import { expect, it } from 'vitest';
import { article, type Stored } from './published-articles.ts';
import { PUBLIC_URL, type Service, TOKEN } from './services.ts';

/** What a key makes of a request that is sent again. */
export function idempotencyKeys(service: Service): void {
  it('an Idempotency-Key makes one article of a repeated request, and refuses another request', async () => {
    const send = (title: string) =>
      service.publish('/articles', 'application/json', article(title), { 'Idempotency-Key': '"key-1"' });
    const [first, repeated, other] = [await send('Once'), await send('Once'), await send('Something else')];
    expect([first.status, repeated.status, other.status]).toEqual([201, 200, 422]);
    expect(((await repeated.json()) as Stored).id).toBe(((await first.json()) as Stored).id);
    expect(await other.json()).toMatchObject({ type: `${PUBLIC_URL}/problems/idempotency-key-reused` });
  });

  it('a repeated Idempotency-Key undoes no correction and brings nothing back', async () => {
    const send = () =>
      service.publish('/articles', 'application/json', article('Late'), { 'Idempotency-Key': 'key-late' });
    const { id } = (await (await send()).json()) as Stored;
    await service.publish(`/articles/${id}`, 'application/json', article('Late, corrected'));
    const replayed = await send();
    expect([replayed.status, await replayed.json()]).toEqual([
      200,
      expect.objectContaining({ title: 'Late, corrected' }),
    ]);
    await service.fetch(`/articles/${id}`, {
      method: 'DELETE',
      headers: { Authorization: `Bearer ${TOKEN}` },
    });
    expect((await send()).status).toBe(410);
    expect((await service.fetch(`/articles/${id}`)).status).toBe(410);
  });

  it('an Idempotency-Key also names a request that changed an article, or that chose its own id', async () => {
    const key = { 'Idempotency-Key': 'key-own-id' };
    const own = (title: string) =>
      service.publish('/articles', 'application/json', article(title, { id: 'own-id' }), key);
    expect((await own('Own')).status).toBe(201);
    expect((await own('Own')).status).toBe(200);
    expect((await own('Other')).status).toBe(422);
    const url = 'https://times.example.org/keyed';
    await service.publish('/articles', 'application/json', article('Keyed', { url }));
    const change = (title: string) =>
      service.publish('/articles', 'application/json', article(title, { url }), {
        'Idempotency-Key': 'key-change',
      });
    expect((await change('Keyed, changed')).status).toBe(200);
    expect((await change('Keyed, otherwise')).status).toBe(422);
  });

  it('an empty Idempotency-Key is refused', async () => {
    const answer = await service.publish('/articles', 'application/json', article('X'), {
      'Idempotency-Key': ' ',
    });
    expect(answer.status).toBe(400);
  });
}
