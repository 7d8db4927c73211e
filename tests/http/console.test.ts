import { expect, it } from 'vitest';
import { formFields } from '../console/form-fields.ts';
import { cookieOf, csrfOf } from '../console/open-console.ts';
import { quoting } from '../store/open-house.ts';
import { describeRuntimes, PUBLIC_URL, TOKEN } from './services.ts';

const OWN = { Origin: PUBLIC_URL, 'Sec-Fetch-Site': 'same-origin' };
const FORM = 'application/x-www-form-urlencoded';

describeRuntimes('the console', (service) => {
  const post = (path: string, fields: Record<string, string>, headers: Record<string, string> = {}) =>
    service.fetch(path, {
      method: 'POST',
      headers: { ...OWN, 'Content-Type': FORM, ...headers },
      body: new URLSearchParams(fields).toString(),
    });
  const logIn = async () => cookieOf(await post('/console/login', { token: TOKEN }));
  const page = async (path: string, cookie: string) => {
    const answer = await service.fetch(path, { headers: { Cookie: cookie } });
    expect([path, answer.status, answer.headers.get('Cache-Control')]).toEqual([path, 200, 'no-store']);
    return answer.text();
  };

  it('lets in who has the token, and nobody else', async () => {
    const without = await service.fetch('/console/articles');
    expect(without.status).toBe(303);
    expect(without.headers.get('Location')).toBe('/console/login?next=%2Fconsole%2Farticles');
    expect((await service.fetch('/console/login')).status).toBe(200);
    expect((await post('/console/login', { token: 'wrong' })).status).toBe(401);
    expect((await post('/console/login', { token: TOKEN }, { 'Sec-Fetch-Site': 'cross-site' })).status).toBe(
      403,
    );
    const cookie = await logIn();
    expect(await page('/console', cookie)).toContain('Overview');
    const out = await post(
      '/console/logout',
      { csrf: csrfOf(await page('/console', cookie)) },
      { Cookie: cookie },
    );
    expect(out.headers.get('Location')).toBe('/console/login');
    expect((await service.fetch('/console', { headers: { Cookie: cookie } })).status).toBe(303);
  });

  it('publishes what is pasted, shows it, and withdraws it', async () => {
    const cookie = await logIn();
    const csrf = csrfOf(await page('/console/paste', cookie));
    const source = `<h1>Pasted &lt;here&gt;</h1><p>A paragraph that is long enough.</p>${quoting('Words of a post.')}`;
    const form = new FormData();
    for (const [name, value] of Object.entries({ csrf, step: 'read', kind: 'auto', source }))
      form.set(name, value);
    const sent = new Request('http://localhost/', { method: 'POST', body: form });
    const understood = await service.fetch('/console/paste', {
      method: 'POST',
      headers: { ...OWN, Cookie: cookie, 'Content-Type': sent.headers.get('Content-Type') ?? '' },
      body: new Uint8Array(await sent.arrayBuffer()),
    });
    expect(understood.status).toBe(200);
    const html = await understood.text();
    const picture = /src="(\/previews\/preview\/[^"]+)"/.exec(html)?.[1]?.replaceAll('&amp;', '&') ?? '';
    const preview = await service.fetch(picture);
    expect([preview.status, preview.headers.get('Content-Type')]).toEqual([200, 'image/png']);

    const fields = formFields(html, 'Publish');
    const done = await post(
      '/console/paste',
      { ...fields, id: 'pasted', step: 'publish' },
      { Cookie: cookie },
    );
    expect(done.headers.get('Location')).toBe('/console/articles/pasted?done=created');
    expect((await service.fetch('/articles/pasted')).status).toBe(200);
    await service.settle();
    for (const path of [
      '/console',
      '/console/articles/pasted?done=created',
      '/console/articles/pasted/unfurl',
      '/console/articles?q=pasted',
      '/console/posts/x/1797753265873129095',
      '/console/feeds',
      '/console/feeds/view?topic=all',
      '/console/deliveries',
      '/console/sources',
      '/console/themes',
    ])
      expect(await page(path, cookie)).toContain('<h1>');
    expect(await page('/console/articles/pasted', cookie)).toContain('Pasted &lt;here>');

    const confirm = await page('/console/articles/pasted/withdraw', cookie);
    const withdrawal = { csrf: csrfOf(confirm) };
    expect((await post('/console/articles/pasted/withdraw', {}, { Cookie: cookie })).status).toBe(403);
    expect((await post('/console/articles/pasted/withdraw', withdrawal)).status).toBe(401);
    expect((await service.fetch('/articles/pasted')).status).toBe(200);
    const withdrawn = await post('/console/articles/pasted/withdraw', withdrawal, { Cookie: cookie });
    expect(withdrawn.status).toBe(200);
    expect(await withdrawn.text()).toContain('It is withdrawn everywhere.');
    expect((await service.fetch('/articles/pasted')).status).toBe(410);
  });

  it('takes a post down', async () => {
    const cookie = await logIn();
    const id = '1790309205070239367';
    const body = JSON.stringify({ title: 'Quoting', language: 'en', html: quoting('Words to go.', id) });
    await service.publish('/articles/quoting', 'application/json', body);
    const subject = `/console/posts/takedown?platform=x&subject=${id}`;
    const csrf = csrfOf(await page(subject, cookie));
    const done = await post(
      '/console/posts/takedown',
      { csrf, platform: 'x', subject: id },
      { Cookie: cookie },
    );
    expect(done.headers.get('Location')).toBe('/console/posts?done=taken-down');
    expect(await (await service.fetch('/articles/quoting')).text()).not.toContain('Words to go.');
    expect(await page(`/console/posts/x/${id}`, cookie)).toContain('taken down here');
  });
});
