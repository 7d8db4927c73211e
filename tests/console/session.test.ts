import { describe, expect, it } from 'vitest';
import { HOUR, openHouse, PUBLIC_URL } from '../store/open-house.ts';
import { cookieOf, csrfOf, logIn, openConsole, post, TOKEN } from './open-console.ts';

describe('logging in', () => {
  it('a publisher token opens a session of twelve hours, in a cookie that no script and no other site can use', async () => {
    const house = await openHouse();
    const answer = await post(house, '/console/login', {
      token: ` ${TOKEN}\r\n`,
      next: '/console/articles?q=a',
    });
    expect(answer.status).toBe(303);
    expect(answer.headers.get('Location')).toBe('/console/articles?q=a');
    const cookie = answer.headers.get('Set-Cookie') ?? '';
    expect(cookie).toMatch(/^__Host-tearsheet-console=[0-9a-f]{64}; /);
    for (const attribute of ['Max-Age=43200', 'Path=/', 'HttpOnly', 'Secure', 'SameSite=Strict'])
      expect(cookie.split('; ')).toContain(attribute);
    expect((await house.get('/console', { Cookie: cookieOf(answer) })).status).toBe(200);
    house.advance(12 * HOUR);
    expect((await house.get('/console', { Cookie: cookieOf(answer) })).status).toBe(303);
  });

  it('nothing in the database opens a session', async () => {
    const house = await openHouse();
    const cookie = await logIn(house);
    const rows = JSON.stringify(await house.rows('SELECT * FROM console_sessions'));
    expect(rows).not.toContain(cookie.split('=')[1]);
    expect(rows).not.toContain(TOKEN);
    const [row] = await house.rows('SELECT id FROM console_sessions');
    const stolen = `__Host-tearsheet-console=${row?.id}`;
    expect((await house.get('/console', { Cookie: stolen })).status).toBe(303);
  });

  it.each(['', 'wrong', `${TOKEN}x`, '\u0000', 'x'.repeat(5000), '<script>'])(
    'another token opens nothing: %j',
    async (token) => {
      const house = await openHouse();
      const answer = await post(house, '/console/login', { token });
      expect(answer.status).toBe(401);
      expect(answer.headers.get('Set-Cookie')).toBeNull();
      expect(await answer.text()).toContain('This is not a publisher token');
    },
  );

  it('attempts are limited in each minute, the right token included, and say when to come back', async () => {
    const house = await openHouse();
    for (let tries = 0; tries < 20; tries++) await post(house, '/console/login', { token: 'wrong' });
    const refused = await post(house, '/console/login', { token: TOKEN });
    expect(refused.status).toBe(429);
    expect(refused.headers.get('Retry-After')).toBe('60');
    expect(refused.headers.get('Set-Cookie')).toBeNull();
    house.advance(60);
    expect((await post(house, '/console/login', { token: TOKEN })).status).toBe(303);
    expect(await house.rows('SELECT * FROM console_attempts')).toHaveLength(1);
  });

  it('a session ends with the token it was opened with', async () => {
    const house = await openHouse();
    const cookie = await logIn(house);
    house.config.tokenDigests.splice(0, 1, 'f'.repeat(64));
    expect((await house.get('/console', { Cookie: cookie })).status).toBe(303);
  });

  it('sessions that are over are forgotten', async () => {
    const house = await openHouse();
    await logIn(house);
    house.advance(12 * HOUR + 1);
    await logIn(house);
    expect(await house.rows('SELECT id FROM console_sessions')).toHaveLength(1);
  });

  it.each([
    ['https://evil.example/', '/console'],
    ['//evil.example/', '/console'],
    ['/console@evil.example', '/console'],
    ['/console/\\evil', '/console'],
    ['/articles', '/console'],
    ['/console?x=1', '/console?x=1'],
  ])('leads nowhere else: %s', async (next, expected) => {
    const house = await openHouse();
    const answer = await post(house, '/console/login', { token: TOKEN, next });
    expect(answer.headers.get('Location')).toBe(expected);
  });

  it('logging out ends the session itself, and not only its cookie', async () => {
    const console = await openConsole();
    const answer = await console.send('/console', '/console/logout');
    expect(answer.headers.get('Location')).toBe('/console/login');
    expect(answer.headers.get('Set-Cookie')).toContain('Max-Age=0');
    expect((await console.get('/console')).status).toBe(303);
  });
});

describe('forms', () => {
  const act = async (headers: Record<string, string>, csrf?: string) => {
    const console = await openConsole();
    await console.put('one');
    const own = csrfOf(await console.page('/console/articles/one/withdraw'));
    const answer = await console.app.request('/console/articles/one/withdraw', {
      method: 'POST',
      body: new URLSearchParams({ csrf: csrf ?? own }),
      headers: { Cookie: console.cookie, ...headers },
    });
    return {
      status: answer.status,
      state: (await console.status('/articles/one')) === 200 ? 'live' : 'gone',
    };
  };

  it.each<[string, Record<string, string>]>([
    ['by its site', { 'Sec-Fetch-Site': 'same-origin' }],
    ['by its origin', { Origin: PUBLIC_URL }],
    ['by the origin it was sent to', { Origin: 'http://localhost' }],
  ])('a form of our own page is taken, known %s', async (_, headers) => {
    expect(await act(headers)).toEqual({ status: 200, state: 'gone' });
  });

  it.each<[string, Record<string, string>, string | undefined]>([
    ['of another site', { 'Sec-Fetch-Site': 'cross-site', Origin: PUBLIC_URL }, undefined],
    ['of a sibling of our host', { 'Sec-Fetch-Site': 'same-site' }, undefined],
    ['that was typed in', { 'Sec-Fetch-Site': 'none' }, undefined],
    ['of another origin', { Origin: 'https://evil.example' }, undefined],
    ['of an origin that begins like ours', { Origin: `${PUBLIC_URL}.evil.example` }, undefined],
    ['of an origin that is hidden', { Origin: 'null' }, undefined],
    ['of nobody knows whom', {}, undefined],
    ['without its token', { 'Sec-Fetch-Site': 'same-origin' }, ''],
    ['with the token of another session', { 'Sec-Fetch-Site': 'same-origin' }, 'a'.repeat(64)],
  ])('a form %s does nothing', async (_, headers, csrf) => {
    expect(await act(headers, csrf)).toEqual({ status: 403, state: 'live' });
  });

  it('a form that is too large, or none, is refused with a page', async () => {
    const console = await openConsole();
    const headers = { Cookie: console.cookie, 'Sec-Fetch-Site': 'same-origin' };
    const send = (body: string, type: string) =>
      console.app.request('/console/language', {
        method: 'POST',
        body,
        headers: { ...headers, 'Content-Type': type },
      });
    const answers = [
      await send('csrf=', 'text/plain'),
      await send('nothing', 'multipart/form-data; boundary=x'),
      await send('{}', 'application/json'),
    ];
    expect(answers.map(({ status }) => status)).toEqual([400, 400, 400]);
    const huge = await send('x'.repeat(5 * 1024 * 1024 + 1), 'application/x-www-form-urlencoded');
    expect(huge.status).toBe(413);
    expect(await huge.text()).toContain('<h1>');
    const strange = await post(console, '/console/login', { token: 'x'.repeat(16_384) });
    expect(strange.status).toBe(413);
  });
});

describe('languages', () => {
  it('the browser is asked, and a choice wins until it is taken back', async () => {
    const console = await openConsole();
    const title = async () =>
      /<title>([^·<]+) ·/.exec(
        await console.page('/console', { 'Accept-Language': 'de, fr-CA;q=0.9, en;q=0.8' }),
      )?.[1];
    expect(await title()).toBe('Vue d’ensemble');
    await console.send('/console', '/console/language', { language: 'en' });
    expect(await title()).toBe('Overview');
    await console.send('/console', '/console/language', { language: '' });
    expect(await title()).toBe('Vue d’ensemble');
  });
});
