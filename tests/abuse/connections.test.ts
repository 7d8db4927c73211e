import { readFileSync } from 'node:fs';
import type { Socket } from 'node:net';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { CONNECTION_LIMITS } from '../../src/adapters/node/connection-limits.ts';
import { MAX_BODY_BYTES } from '../../src/http/body-text.ts';
import { AS_PUBLISHER, openHouse } from '../store/open-house.ts';
import { closeRaw, openRaw } from './raw-server.ts';

afterAll(closeRaw);

/** Writes the first pieces, and then one every few milliseconds, for as long as anybody listens. */
function drip(first: string, piece: (count: number) => string) {
  return (socket: Socket) => {
    socket.write(first);
    let count = 0;
    const timer = setInterval(() => socket.write(piece(count++)), 10);
    socket.on('close', () => clearInterval(timer));
  };
}

const PUT = `PUT /articles/a HTTP/1.1\r\nHost: news.example\r\nAuthorization: ${AS_PUBLISHER.Authorization}\r\nContent-Type: text/plain\r\n`;

describe('a connection that takes its time', () => {
  let raw: Awaited<ReturnType<typeof openRaw>>;
  beforeAll(async () => {
    const { app } = await openHouse();
    // A hundredth of the time, so that nobody has to wait for it here.
    const { headersTimeout, requestTimeout } = CONNECTION_LIMITS;
    raw = await openRaw(app, {
      ...CONNECTION_LIMITS,
      headersTimeout: headersTimeout / 100,
      requestTimeout: requestTimeout / 400,
      connectionsCheckingInterval: 20,
    });
  });

  it.each<[string, (socket: Socket) => void]>([
    ['says one byte and no more', (socket) => socket.write('G')],
    ['says nothing but a first line', (socket) => socket.write('GET / HTTP/1.1\r\n')],
    ['drips its headers', drip('GET / HTTP/1.1\r\nHost: a\r\n', (count) => `X-${count}: y\r\n`)],
    ['drips its body', drip(`${PUT}Content-Length: 100000\r\n\r\n`, () => 'x')],
    ['drips pieces of its body', drip(`${PUT}Transfer-Encoding: chunked\r\n\r\n`, () => '1\r\nx\r\n')],
    ['promises a body and sends none', (socket) => socket.write(`${PUT}Content-Length: 10\r\n\r\n`)],
  ])('that %s is cut off', async (_, speak) => {
    expect(await raw.converse(speak)).not.toMatch(/^HTTP\/1\.1 2/);
  });

  it('holds up nobody else', async () => {
    const slow = Array.from({ length: 200 }, () =>
      raw.converse((socket) => socket.write('GET / HTTP/1.1\r\nX: ')),
    );
    expect(await raw.ask('GET /healthz HTTP/1.1\r\nHost: news.example')).toMatch(/^HTTP\/1\.1 200 /);
    await Promise.all(slow);
  });
});

describe('a request that is too much', () => {
  let raw: Awaited<ReturnType<typeof openRaw>>;
  beforeAll(async () => {
    raw = await openRaw((await openHouse()).app, CONNECTION_LIMITS);
  });

  it.each([
    ['a header of a megabyte', `GET / HTTP/1.1\r\nHost: a\r\nX: ${'x'.repeat(1_000_000)}`, 431],
    ['ten thousand headers', `GET / HTTP/1.1\r\nHost: a\r\n${'X: y\r\n'.repeat(10_000)}Y: z`, 431],
    ['an address of a megabyte', `GET /${'x'.repeat(1_000_000)} HTTP/1.1\r\nHost: a`, 431],
    ['two lengths', `${PUT}Content-Length: 3\r\nContent-Length: 4`, 400],
    ['a length and pieces', `${PUT}Content-Length: 3\r\nTransfer-Encoding: chunked`, 400],
    ['a header folded over two lines', 'GET / HTTP/1.1\r\nHost: a\r\nX: a\r\n b: c', 400],
    ['a space before the colon', 'GET / HTTP/1.1\r\nHost: a\r\nContent-Length : 3', 400],
    ['no host', 'GET / HTTP/1.1\r\nX: y', 400],
  ])('%s is refused', async (_, head, status) => {
    expect((await raw.ask(head, 'abc')).slice(0, 12)).toBe(`HTTP/1.1 ${status}`);
  });

  it('a body without end is refused as soon as it is too large', async () => {
    let sent = 0;
    const piece = `${(65_536).toString(16)}\r\n${'x'.repeat(65_536)}\r\n`;
    const heard = await raw.converse((socket) => {
      socket.write(`${PUT}Transfer-Encoding: chunked\r\n\r\n`);
      const pour = () => {
        while (!socket.destroyed && sent < 400_000_000) {
          sent += 65_536;
          if (!socket.write(piece)) break;
        }
        if (sent >= 400_000_000) socket.destroy();
      };
      socket.on('drain', pour);
      pour();
      socket.on('data', () => socket.end());
    });
    expect(heard).toMatch(/^HTTP\/1\.1 413 /);
    expect(sent).toBeLessThan(20 * MAX_BODY_BYTES);
  });

  it('a body that says it is too large is refused before it comes', async () => {
    const heard = await raw.converse((socket) => {
      socket.write(`${PUT}Content-Length: 5000000000\r\n\r\n`);
      socket.on('data', () => socket.end());
    });
    expect(heard).toMatch(/^HTTP\/1\.1 413 /);
  });
});

it('the server is started with these limits', () => {
  const source = readFileSync(new URL('../../src/server.ts', import.meta.url), 'utf8');
  expect(source).toMatch(/serve\(\s*\{[^}]*\bserverOptions: CONNECTION_LIMITS\b/);
});
