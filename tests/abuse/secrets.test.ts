import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, describe, expect, it } from 'vitest';
import { parseAst } from 'vitest/node';
import type { Log } from '../../src/domain/ports.ts';
import { signPath } from '../../src/http/signed-path.ts';
import { TOKEN as HUB_TOKEN, openHub } from '../hub/open-hub.ts';
import { closeSites, openSite, openSources, TOKEN as SOURCES_TOKEN } from '../sources/open-sources.ts';
import { AS_PUBLISHER, openHouse } from '../store/open-house.ts';

const SRC = fileURLToPath(new URL('../../src', import.meta.url));
afterAll(closeSites);

/** Everything a suite wrote down or gave out, in which none of its secrets may be. */
function expectNoneOf(secrets: readonly string[], said: readonly string[]): void {
  const whole = said.join('\n');
  expect(secrets.filter((secret) => whole.includes(secret))).toEqual([]);
}

/** A log that keeps what the real ones write: of errors, their words and where they were thrown. */
function openLog() {
  const lines: string[] = [];
  const log: Log = (...said) => {
    lines.push(
      JSON.stringify(said, (_key, value: unknown) =>
        value instanceof Error ? `${value.stack} ${JSON.stringify(value.cause)}` : value,
      ),
    );
  };
  return { log, lines };
}

describe('secrets are in no log and in no answer', () => {
  it('publisher tokens, right ones and wrong ones, whatever is done with them', async () => {
    const { log, lines } = openLog();
    let isBroken = false;
    const house = await openHouse((ports) => ({
      ...ports,
      log,
      database: {
        prepare(sql) {
          if (isBroken) throw new Error('the disk is gone');
          return ports.database.prepare(sql);
        },
        batch: (statements) => ports.database.batch(statements),
      },
    }));
    const wrong = 'ts_wrong-token-that-is-almost-right';
    const said: string[] = [];
    for (const Authorization of [
      AS_PUBLISHER.Authorization,
      `Bearer ${wrong}`,
      `Basic ${btoa(`a:${wrong}`)}`,
    ]) {
      for (const [method, path] of [
        ...(['PUT', 'DELETE', 'POST', 'GET'] as const).map((verb) => [verb, '/articles/one'] as const),
        ...([
          ['DELETE', '/cards/x/1'],
          ['GET', '/sources'],
          ['GET', `/articles?token=${wrong}`],
        ] as const),
      ]) {
        const body = method === 'PUT' ? '{"title":"T","html":"<p>Words.</p>"}' : undefined;
        const headers = { Authorization, 'Content-Type': 'application/json' };
        const answer = await house.app.request(path, { method, headers, ...(body && { body }) });
        said.push(await answer.text(), JSON.stringify([...answer.headers]));
      }
    }
    await house.settle();
    isBroken = true;
    const failed = await house.put('two');
    expect(failed.status).toBe(500);
    said.push(await failed.text());
    expect(lines.join()).toContain('the disk is gone');
    const digest = house.config.tokenDigests[0] ?? '';
    expectNoneOf(
      [AS_PUBLISHER.Authorization.slice(7), wrong, btoa(`a:${wrong}`), digest],
      [...said, ...lines],
    );
  });

  it('the secret of a subscription, where its callback fails and where it is refused', async () => {
    const secret = 'a-secret-between-the-hub-and-one-reader';
    const { log, lines } = openLog();
    const hub = await openHub({
      settings: { HUB_CALLBACKS: 'public', LOG: 'requests' },
      wrap: (ports) => ({
        ...ports,
        log,
        fetch: {
          ...ports.fetch,
          get: () => Promise.reject(new Error('the callback cannot be reached')),
          post: () => Promise.reject(new Error('the callback cannot be reached')),
        },
      }),
    });
    const said: string[] = [];
    for (const callback of ['https://reader.example/hook', 'http://10.0.0.1/', 'nonsense']) {
      const answer = await hub.post({
        'hub.mode': 'subscribe',
        'hub.topic': 'https://news.example/feeds/all.rss',
        'hub.callback': callback,
        'hub.secret': secret,
      });
      said.push(await answer.text(), JSON.stringify([...answer.headers]));
    }
    await hub.settle();
    expectNoneOf([secret, HUB_TOKEN], [...said, ...lines, ...hub.logged]);
  });

  it('keys and secrets of sources, where the source fails, redirects and lies', async () => {
    const key = '0123456789abcdef0123456789';
    const secret = 'a-webhook-secret-0123456789abcdef';
    const { log, lines } = openLog();
    const sources = await openSources({ wrap: (ports) => ({ ...ports, log }) });
    const said: string[] = [];
    let status = 500;
    const site = await openSite((_asked, response) => {
      response.writeHead(status, { location: 'https://elsewhere.example/' }).end('<html>no</html>');
    });
    const answers = [
      await sources.send('POST', '/sources', { id: 'ghost', kind: 'ghost', address: site.origin, key }),
      await sources.send('POST', '/sources', {
        id: 'hook',
        kind: 'ghost',
        address: 'https://hook.example/',
        key,
        secret,
        webhook: true,
      }),
      await sources.send('POST', '/sources', { id: 'bad', kind: 'ghost', address: 'nonsense', key }),
      await sources.send('POST', '/sources', { id: 'odd', kind: 'nothing', secret, key }),
    ];
    await sources.settle();
    for (const next of [401, 302, 200]) {
      status = next;
      await sources.send('POST', '/sources/ghost/run', {});
      await sources.pass(3600);
    }
    answers.push(
      await sources.app.request('/sources/hook/webhook', {
        method: 'POST',
        headers: { 'X-Ghost-Signature': `sha256=${secret}` },
        body: '{}',
      }),
      await sources.app.request('/sources/hook', {
        method: 'POST',
        headers: { Authorization: `Bearer ${secret}x` },
        body: '{}',
      }),
      await sources.send('GET', '/sources'),
      await sources.send('GET', '/sources/ghost?runs=100'),
      await sources.send('GET', '/sources/hook'),
    );
    for (const answer of answers) said.push(await answer.text(), JSON.stringify([...answer.headers]));
    expect(answers.slice(0, 2).map((answer) => answer.status)).toEqual([201, 201]);
    expect(site.asked.some(({ query }) => query.get('key') === key)).toBe(true);
    expectNoneOf([key, secret, SOURCES_TOKEN], [...said, ...lines, ...sources.logged]);
  });

  it('the key and the signature of a link', async () => {
    const key = 'ab'.repeat(32);
    const house = await openHouse();
    const path = await signPath(key, '/previews/preview/x.png', house.ports.clock.now(), 60);
    const answer = await house.get(path);
    const signature = new URL(path, 'https://news.example').searchParams.get('signature') ?? '';
    expectNoneOf(
      [key, signature],
      [await answer.text(), JSON.stringify([...answer.headers]), ...house.logged],
    );
  });
});

interface Node {
  type?: string;
  operator?: string;
  left?: Node;
  right?: Node;
  name?: string;
  property?: Node;
  start?: number;
  end?: number;
}

const SECRET_NAME = /token|secret|signature|password|hmac|csrf|nonce|cookie/i;
/** Elsewhere these are names of contents. */
const CREDENTIAL_NAME = /token|secret|signature|csrf|cookie|digest|key|prefix/i;
/** Where somebody is let in, or is not. */
const DOORS = [
  'console/gate.ts',
  'console/session-records.ts',
  'console/session-routes.ts',
  'http/bearer-token.ts',
  'partners/key-access.ts',
  'partners/partner-keys.ts',
  'sources/webhooks/webhook-signature.ts',
];

function walk(value: unknown, visit: (node: Node) => void): void {
  if (Array.isArray(value)) for (const one of value) walk(one, visit);
  else if (typeof value === 'object' && value !== null && !(value instanceof RegExp)) {
    visit(value as Node);
    for (const part of Object.values(value)) walk(part, visit);
  }
}

/** Comparisons, by value, of two things of which one is named like a secret. */
function comparisonsIn(source: string, names = SECRET_NAME): string[] {
  const found: string[] = [];
  const nameOf = (node: Node | undefined) => node?.name ?? node?.property?.name ?? '';
  const isPlain = (node: Node | undefined) =>
    node?.type === 'Literal' || node?.type === 'UnaryExpression' || node?.name === 'undefined';
  walk(parseAst(source, { lang: 'ts' }), ({ type, operator = '', left, right, start, end }) => {
    if (type !== 'BinaryExpression' || !/^[!=]==?$/.test(operator)) return;
    const isSecret = names.test(nameOf(left)) || names.test(nameOf(right));
    if (isSecret && !isPlain(left) && !isPlain(right)) found.push(source.slice(start, end));
  });
  return found;
}

describe('secrets are compared in constant time', () => {
  const files = globSync('**/*.ts', { cwd: SRC }).map((file) => ({
    file,
    source: readFileSync(join(SRC, file), 'utf8'),
  }));

  it('nowhere by ===', () => {
    const found = files.flatMap(({ file, source }) =>
      comparisonsIn(source).map((text) => `${file}: ${text}`),
    );
    expect(found).toEqual([]);
  });

  it('by one function of ours, where it is not the platform’s own check of an HMAC', () => {
    const loops = files
      .filter(({ source }) => /\|=[^;\n]*charCodeAt[^;\n]*\^/.test(source))
      .map(({ file }) => file);
    expect(loops).toEqual(['domain/digest.ts']);
  });

  it('at every door: tokens, keys of partners, sessions and forms of the console, webhooks', () => {
    const doors = files.filter(({ file }) => DOORS.includes(file));
    expect(doors).toHaveLength(DOORS.length);
    const found = doors.flatMap(({ file, source }) =>
      comparisonsIn(source, CREDENTIAL_NAME).map((text) => `${file}: ${text}`),
    );
    expect(found).toEqual([]);
    const users = files.filter(({ source }) => /import \{[^}]*\bequalInConstantTime\b/.test(source));
    // A session is found by the digest of 256 random bits: there is nothing to compare.
    expect(users.map(({ file }) => file).sort()).toEqual(
      [...DOORS.filter((file) => !/session|partner-keys/.test(file)), 'sources/routes.ts'].sort(),
    );
  });

  it('and a comparison that is not is noticed', () => {
    expect(comparisonsIn('if (row.digest !== given.digest) x();', CREDENTIAL_NAME)).toHaveLength(1);
    expect(comparisonsIn('if (given === secret) x();')).toHaveLength(1);
    expect(comparisonsIn('if (a.token !== b.value) x();')).toHaveLength(1);
    expect(comparisonsIn("if (token === undefined || typeof secret === 'string') x();")).toHaveLength(0);
  });
});
