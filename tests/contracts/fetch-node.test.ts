import { createServer, type RequestListener, type Server } from 'node:http';
import { type AddressInfo, createServer as createTcpServer, type Server as TcpServer } from 'node:net';
import { brotliCompressSync, deflateSync, gzipSync } from 'node:zlib';
import { createAdaptorServer } from '@hono/node-server';
import { afterAll, describe, expect, it } from 'vitest';
import { createFixedClock } from '../../src/adapters/memory/clock.ts';
import { createNodeFetch, type ResolvedAddress } from '../../src/adapters/node/guarded-fetch.ts';
import { isPublicAddress } from '../../src/adapters/node/public-address.ts';
import { fetchContract, SITE } from './fetch-contract.ts';
import { guardContract } from './guard-contract.ts';

const clock = () => createFixedClock(new Date('2026-05-04T10:00:00Z'));
const HERE: ResolvedAddress[] = [{ address: '127.0.0.1', family: 4 }];
const servers: (Server | TcpServer)[] = [];
afterAll(() => {
  for (const server of servers) {
    if ('closeAllConnections' in server) server.closeAllConnections();
    server.close();
  }
});

async function portOf(server: Server | TcpServer): Promise<number> {
  servers.push(server);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return (server.address() as AddressInfo).port;
}

/** A fetch whose every host name leads to this machine, and the origin of a server here. */
async function openServer(listener: RequestListener) {
  const port = await portOf(createServer(listener));
  const fetch = createNodeFetch({ clock: clock(), loopback: true, resolve: async () => HERE });
  return { fetch, origin: `http://site.example:${port}` };
}

fetchContract('Node', () =>
  openServer((request, response) => {
    const { status = 200, headers = {}, text = '' } = SITE[request.url ?? ''] ?? { status: 500 };
    response.writeHead(status, headers).end(text);
  }),
);

guardContract(
  'Node',
  () =>
    createNodeFetch({
      clock: clock(),
      resolve: () => {
        throw new Error('a name was looked up');
      },
    }),
  async (handler, given) => {
    const port = await portOf(
      createAdaptorServer({ fetch: handler, overrideGlobalObjects: false }) as Server,
    );
    const fetch = createNodeFetch({ clock: given, loopback: true, resolve: async () => HERE });
    return { fetch, origin: `http://site.example:${port}` };
  },
);

describe('addresses of servers', () => {
  it.each([
    ...['0.0.0.0', '10.1.2.3', '100.64.0.1', '100.127.255.255', '127.0.0.1', '169.254.169.254', '172.16.0.1'],
    ...['172.31.255.255', '192.0.0.8', '192.168.1.1', '198.18.0.1', '203.0.113.9', '224.0.0.1', '240.0.0.1'],
    ...['255.255.255.255', '::', '::1', '::ffff:10.0.0.1', '::ffff:8.8.8.8', '::127.0.0.1', '64:ff9b::a00:1'],
    ...['fc00::1', 'fdff::1', 'fe80::1', 'fec0::1', 'ff02::1', '2001:db8::1', '2002:7f00:1::', '2001::1'],
    ...['3fff::1', '100::1', '5f00::1', '', 'localhost', '1', '8.8.8', 'fe80::1%eth0'],
  ])('%j is not public', (address) => {
    expect(isPublicAddress(address)).toBe(false);
  });

  it.each([
    ...['1.1.1.1', '8.8.8.8', '100.63.255.255', '100.128.0.0', '172.15.0.1', '172.32.0.1', '192.167.0.1'],
    ...['223.255.255.255', '2606:4700::1111', '2a00:1450:4001::1', '2400:cb00::1'],
  ])('%j is public', (address) => {
    expect(isPublicAddress(address)).toBe(true);
  });

  it.each([
    [['10.0.0.1']],
    [['169.254.169.254']],
    [['127.0.0.1']],
    [['::1']],
    [['fd12::1']],
    [['::ffff:169.254.169.254']],
    [['8.8.8.8', '10.0.0.1']],
    [[]],
  ])('a name that leads to %j is refused', async (addresses) => {
    const resolve = async () =>
      addresses.map((address) => ({ address, family: address.includes(':') ? 6 : 4 }));
    const fetch = createNodeFetch({ clock: clock(), resolve });
    expect(await fetch.get('https://evil.example/')).toEqual({ outcome: 'refused', reason: 'address' });
  });

  it('a redirect to a name that leads inside is refused', async () => {
    const port = await portOf(
      createServer((_request, response) =>
        response.writeHead(302, { location: 'http://inside.example/' }).end(),
      ),
    );
    const fetch = createNodeFetch({
      clock: clock(),
      loopback: true,
      resolve: async (host) => (host === 'inside.example' ? [{ address: '192.168.0.1', family: 4 }] : HERE),
    });
    const answer = await fetch.get(`http://site.example:${port}/`);
    expect(answer).toEqual({ outcome: 'refused', reason: 'address' });
  });

  it('the connection goes to the address that was checked, whatever the name leads to a moment later', async () => {
    let lookups = 0;
    const port = await portOf(createServer((_request, response) => response.end('outside')));
    const fetch = createNodeFetch({
      clock: clock(),
      loopback: true,
      resolve: async () => (lookups++ === 0 ? HERE : [{ address: '10.0.0.1', family: 4 }]),
    });
    const answer = await fetch.get(`http://rebind.example:${port}/`);
    expect(answer).toMatchObject({ outcome: 'answered', status: 200 });
    expect(lookups).toBe(1);
  });

  it('a name that leads nowhere is unreachable', async () => {
    const fetch = createNodeFetch({
      clock: clock(),
      resolve: () => Promise.reject(new Error('ENOTFOUND')),
    });
    expect(await fetch.get('https://gone.example/')).toEqual({ outcome: 'refused', reason: 'unreachable' });
  });
});

describe('this machine', () => {
  const listen = () => portOf(createServer((_request, response) => response.end('here')));

  it('is asked where a test says so, by its own addresses only', async () => {
    const port = await listen();
    const fetch = createNodeFetch({ clock: clock(), loopback: true, localHosts: true });
    expect(await fetch.get(`http://127.0.0.1:${port}/`)).toMatchObject({ status: 200 });
    expect(
      await fetch.post(`http://localhost:${port}/`, { headers: {}, body: new Uint8Array() }),
    ).toMatchObject({ status: 200 });
    for (const address of [
      'http://127.0.0.2/',
      'http://10.0.0.1/',
      'http://[fd00::1]/',
      'http://app.localhost/',
    ]) {
      expect(fetch.refusalOf(address)).toBe('address');
    }
  });

  it('is not asked by its addresses otherwise', async () => {
    const port = await listen();
    const fetch = createNodeFetch({ clock: clock(), loopback: true });
    expect(await fetch.get(`http://127.0.0.1:${port}/`)).toEqual({ outcome: 'refused', reason: 'address' });
  });
});

describe('bodies on the wire', () => {
  const coded = (coding: string, bytes: Uint8Array): RequestListener => {
    return (_request, response) => response.writeHead(200, { 'content-encoding': coding }).end(bytes);
  };

  it.each([
    ['gzip', gzipSync('words')],
    ['x-gzip', gzipSync('words')],
    ['br', brotliCompressSync('words')],
    ['deflate', deflateSync('words')],
    ['identity', Buffer.from('words')],
  ])('%s is decoded', async (coding, bytes) => {
    const { fetch, origin } = await openServer(coded(coding, bytes));
    expect(await fetch.get(origin)).toMatchObject({ body: new TextEncoder().encode('words') });
  });

  it('a gzip bomb is counted as it unfolds', async () => {
    const bomb = gzipSync(new Uint8Array(200_000_000));
    expect(bomb.byteLength).toBeLessThan(1_048_576);
    const { fetch, origin } = await openServer(coded('gzip', bomb));
    const before = process.memoryUsage().rss;
    expect(await fetch.get(origin)).toEqual({ outcome: 'refused', reason: 'too-large' });
    expect(process.memoryUsage().rss - before).toBeLessThan(100_000_000);
  });

  it('a coding within a coding, and an unknown one, are refused', async () => {
    for (const coding of ['gzip, gzip', 'zstd', 'x']) {
      const { fetch, origin } = await openServer(coded(coding, gzipSync('words')));
      expect(await fetch.get(origin)).toEqual({ outcome: 'refused', reason: 'protocol' });
    }
  });

  it('gzip that decodes to nothing for ever is counted as it comes', async () => {
    const empty = gzipSync('');
    const member = Buffer.concat(Array(2000).fill(empty));
    const { fetch, origin } = await openServer((_request, response) => {
      response.writeHead(200, { 'content-encoding': 'gzip' });
      const send = () => {
        while (!response.destroyed && response.write(member));
        if (!response.destroyed) response.once('drain', send);
      };
      send();
    });
    expect(await fetch.get(origin)).toEqual({ outcome: 'refused', reason: 'too-large' });
  });

  it('broken gzip is no answer', async () => {
    const { fetch, origin } = await openServer(coded('gzip', Buffer.from('not gzip at all')));
    expect(await fetch.get(origin)).toMatchObject({ outcome: 'refused' });
  });

  it('five gigabytes are refused before the first byte is read', async () => {
    const { fetch, origin } = await openServer((_request, response) => {
      response.writeHead(200, { 'content-length': String(5 * 1024 ** 3) }).write('x');
    });
    expect(await fetch.get(origin)).toEqual({ outcome: 'refused', reason: 'too-large' });
  });

  it('a body that drips for ever is given up', async () => {
    const { fetch, origin } = await openServer((_request, response) => {
      const drip = setInterval(() => response.write('x'), 5);
      response.on('close', () => clearInterval(drip));
    });
    expect(await fetch.get(origin, { timeoutMs: 80 })).toEqual({ outcome: 'refused', reason: 'too-slow' });
  });

  it.each([
    ['headers without end', (n: number) => (n === 0 ? 'HTTP/1.1 200 OK\r\n' : `x-${n}: y\r\n`)],
    ['a status line without end', () => 'H'],
  ])('%s are given up', async (_name, piece) => {
    const port = await portOf(
      createTcpServer((socket) => {
        let sent = 0;
        const drip = setInterval(() => socket.write(piece(sent++)), 5);
        socket.on('close', () => clearInterval(drip));
        socket.on('error', () => undefined);
      }),
    );
    const fetch = createNodeFetch({ clock: clock(), loopback: true, resolve: async () => HERE });
    const answer = await fetch.get(`http://slow.example:${port}/`, { timeoutMs: 80 });
    expect(answer).toMatchObject({ outcome: 'refused' });
  });

  it.each([
    ['what is not HTTP', 'SSH-2.0-OpenSSH_9.9\r\n', 'protocol'],
    ['a body shorter than it said', 'HTTP/1.1 200 OK\r\ncontent-length: 10\r\n\r\nabc', 'unreachable'],
    ['nothing at all', '', 'unreachable'],
  ])('%s is no answer', async (_name, bytes, reason) => {
    const port = await portOf(createTcpServer((socket) => socket.on('error', () => undefined).end(bytes)));
    const fetch = createNodeFetch({ clock: clock(), loopback: true, resolve: async () => HERE });
    const answer = await fetch.get(`http://odd.example:${port}/`);
    expect(answer).toEqual({ outcome: 'refused', reason });
  });
});
