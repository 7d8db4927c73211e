import { expect, it } from 'vitest';
import { describeRuntimes, TOKEN } from './services.ts';

const POST = '1797753265873129771';
const AS_PUBLISHER = { Authorization: `Bearer ${TOKEN}` };

const article = (title: string) =>
  JSON.stringify({
    title,
    language: 'en',
    html: `<p>Around it.</p><blockquote class="twitter-tweet"><p>The bridge is open</p>&mdash; Ada (@ada) <a href="https://x.com/ada/status/${POST}">June 3, 2024</a></blockquote>`,
  });

describeRuntimes('the page of an article, asked for again', (service) => {
  const path = '/articles/asked-again';
  const ask = (etag = '') =>
    service.fetch(path, { headers: { Accept: 'text/html', ...(etag && { 'If-None-Match': etag }) } });
  const tagOf = ({ headers }: Response) => headers.get('ETag') ?? '';

  it('is not modified, and says of itself what the whole page said', async () => {
    await service.publish(path, 'application/json', article('One'));
    const whole = await ask();
    for (let time = 0; time < 2; time++) {
      const again = await ask(tagOf(whole));
      expect(again.status).toBe(304);
      expect(await again.text()).toBe('');
      for (const name of ['ETag', 'Cache-Control', 'Vary', 'Content-Security-Policy']) {
        expect(again.headers.get(name), name).toBe(whole.headers.get(name));
      }
    }
    expect(await (await ask()).text()).toBe(await whole.text());
  });

  it('is whole again when its words change, and when a post in it is taken down', async () => {
    const first = tagOf(await ask());
    await service.publish(path, 'application/json', article('Two'));
    const corrected = await ask(first);
    expect(corrected.status).toBe(200);
    expect(await corrected.text()).toContain('Two');

    const card = `/cards?url=https://x.com/ada/status/${POST}`;
    expect((await service.fetch(card, { method: 'DELETE', headers: AS_PUBLISHER })).status).toBe(200);
    const without = await ask(tagOf(corrected));
    expect(without.status).toBe(200);
    expect(await without.text()).not.toContain('The bridge is open');
    expect((await ask(tagOf(without))).status).toBe(304);

    await service.fetch(path, { method: 'DELETE', headers: AS_PUBLISHER });
    expect((await ask(tagOf(without))).status).toBe(410);
  });
});
