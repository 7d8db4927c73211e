import { type Context, Hono } from 'hono';
import type { Config } from '../domain/config.ts';
import { parseInstant, toInstant } from '../domain/instant.ts';
import type { Ports } from '../domain/ports.ts';
import { Problem } from '../domain/problem.ts';
import { requireToken } from '../http/bearer-token.ts';
import { upTo } from '../http/body-limit.ts';
import { allowOnly } from '../http/method-guard.ts';
import { noStore } from '../http/no-store.ts';
import { loadAccount } from './account-records.ts';
import { readAccountRequest } from './account-request.ts';
import { forgetAccount, setAccount } from './account-setting.ts';
import { accountAnswer, crosspostAnswer, cursorOf } from './crosspost-answer.ts';
import { findCrossposts, type ListPlace, listCrossposts } from './crosspost-records.ts';
import { postAgain } from './posting-again.ts';

const POSTS = 100;
const MAX_POSTS = 500;
const MAX_REQUEST_BYTES = 65_536;

/** `/crossposts`: the account that articles are posted by, and what became of them, with the publisher token. */
export function crosspostRoutes(ports: Ports, { tokenDigests, secretsKey }: Config): Hono {
  const routes = new Hono();
  const now = () => toInstant(ports.clock.now());
  const permit = (context: Context) => requireToken(context.req.header('Authorization'), tokenDigests);

  routes.get('/', async (context) => {
    await permit(context);
    const limit = readLimit(context.req.query('limit'));
    const [account, posts] = await Promise.all([
      loadAccount(ports),
      listCrossposts(ports, limit, readCursor(context.req.query('before'))),
    ]);
    const last = posts.length === limit ? posts.at(-1) : undefined;
    return noStore(context).json({
      crossposts: posts.map((post) => crosspostAnswer(post, account, now())),
      ...(last && { next: cursorOf(last) }),
    });
  });

  routes.get('/account', async (context) => {
    await permit(context);
    const account = await loadAccount(ports);
    if (!account) throw noAccount();
    return noStore(context).json(accountAnswer(account));
  });

  routes.put('/account', upTo(MAX_REQUEST_BYTES), async (context) => {
    await permit(context);
    const request = readAccountRequest(await context.req.text(), ports.fetch);
    return noStore(context).json(accountAnswer(await setAccount(ports, secretsKey, request)));
  });

  routes.delete('/account', async (context) => {
    await permit(context);
    if (!(await forgetAccount(ports, secretsKey))) throw noAccount();
    return context.body(null, 204);
  });

  // The second address is the older one, at which an article named `account` cannot be reached.
  for (const path of ['/articles/:articleId', '/:articleId'] as const) {
    routes.get(path, async (context) => {
      await permit(context);
      const account = await loadAccount(ports);
      const posts = await findCrossposts(ports, context.req.param('articleId'), account?.did);
      const [post, ...former] = posts.map((one) => crosspostAnswer(one, account, now()));
      if (!post) throw new Problem('not-found', 'Of this article nothing is posted, or to be posted.');
      return noStore(context).json({ ...post, ...(former.length > 0 && { former }) });
    });

    routes.post(path, upTo(MAX_REQUEST_BYTES), async (context) => {
      await permit(context);
      const account = await loadAccount(ports);
      if (!account) throw noAccount();
      const post = await postAgain(ports, account, context.req.param('articleId'));
      return noStore(context).json(crosspostAnswer(post, account, now()), 202);
    });
  }

  allowOnly(routes, '/', 'GET, HEAD');
  allowOnly(routes, '/account', 'GET, HEAD, PUT, DELETE');
  allowOnly(routes, '/articles/:articleId', 'GET, HEAD, POST');
  allowOnly(routes, '/:articleId', 'GET, HEAD, POST');
  return routes;
}

function noAccount(): Problem {
  return new Problem('not-found', 'No account is set: PUT /crossposts/account sets one.');
}

function readLimit(text: string | undefined): number {
  if (text === undefined) return POSTS;
  if (/^[1-9]\d{0,2}$/.test(text) && Number(text) <= MAX_POSTS) return Number(text);
  throw new Problem('invalid-request', `"limit" is a number from 1 to ${MAX_POSTS}.`);
}

function readCursor(text: string | undefined): ListPlace | undefined {
  if (text === undefined) return undefined;
  const [, time = '', articleId, account] = /^([^~]{1,40})~([^~]{1,200})~(.{1,2100})$/.exec(text) ?? [];
  const changedAt = parseInstant(time);
  if (changedAt && articleId && account) return { changedAt, articleId, account };
  throw new Problem('invalid-request', '"before" is what "next" said in an answer before.');
}
