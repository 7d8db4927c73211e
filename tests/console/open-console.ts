import type { Ports } from '../../src/domain/ports.ts';
import { type House, openHouse, PUBLIC_URL } from '../store/open-house.ts';

export const TOKEN = 'ts_lifecycle-test';

/** The console of a whole service in memory, as a browser that is logged in talks to it. */
export async function openConsole(wrap?: (ports: Ports) => Ports) {
  const house = await openHouse(wrap);
  const cookie = await logIn(house);
  const get = (path: string, headers: Record<string, string> = {}) =>
    house.app.request(path, { headers: { Cookie: cookie, ...headers } });
  const page = async (path: string, headers: Record<string, string> = {}) =>
    (await get(path, headers)).text();
  return {
    ...house,
    cookie,
    get,
    page,
    /** Sends a form as it stands on the page at `from`, with these fields filled in. */
    async send(from: string, action: string, fields: Record<string, string> = {}) {
      const csrf = csrfOf(await page(from));
      return post(house, action, { csrf, ...fields }, { Cookie: cookie });
    },
    post: (action: string, fields: Record<string, string>, headers: Record<string, string> = {}) =>
      post(house, action, fields, { Cookie: cookie, ...headers }),
  };
}

export type OpenConsole = Awaited<ReturnType<typeof openConsole>>;

/** Posts a form as browsers do from a page of the service itself. */
export async function post(
  { app }: Pick<House, 'app'>,
  path: string,
  fields: Record<string, string>,
  headers: Record<string, string> = {},
) {
  return app.request(path, {
    method: 'POST',
    body: new URLSearchParams(fields),
    headers: { Origin: PUBLIC_URL, 'Sec-Fetch-Site': 'same-origin', ...headers },
  });
}

/** Logs in and returns the cookie. */
export async function logIn(house: Pick<House, 'app'>): Promise<string> {
  return cookieOf(await post(house, '/console/login', { token: TOKEN }));
}

/** The cookie that an answer sets, as it is sent back. */
export function cookieOf(answer: Response): string {
  return (answer.headers.get('Set-Cookie') ?? '').split(';')[0] ?? '';
}

/** What stands in the forms of a page. */
export function csrfOf(html: string): string {
  return /name="csrf" value="([0-9a-f]{64})"/.exec(html)?.[1] ?? '';
}
