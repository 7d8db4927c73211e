import { describe, expect, it } from 'vitest';
import { createWorkerOrigin, workerAnswer } from '../../src/adapters/workerd/origin.ts';

const ASKED = { method: 'GET', pathAndQuery: '/a?b=1', headers: new Headers({ A: '1' }), body: null };
const text = (bytes: Uint8Array) => new TextDecoder().decode(bytes);

describe('the origin of a worker', () => {
  it('is asked at its address, and its redirects are answers', async () => {
    const seen: unknown[] = [];
    const origin = createWorkerOrigin('https://origin.example', {
      async fetch(url, init) {
        seen.push(url, init.redirect, new Headers(init.headers).get('A'));
        return new Response('found', { status: 302, headers: { Location: '/b' } });
      },
    });
    const { response } = await origin.fetch(ASKED);
    expect(seen).toEqual(['https://origin.example/a?b=1', 'manual', '1']);
    expect([response.status, response.headers.get('Location')]).toEqual([302, '/b']);
  });

  it('is given up where it does not begin to answer', async () => {
    let given: AbortSignal | null | undefined;
    const origin = createWorkerOrigin('https://origin.example', {
      patienceMs: 20,
      fetch: (_url, init) => {
        given = init.signal;
        return new Promise(() => undefined);
      },
    });
    await expect(origin.fetch(ASKED)).rejects.toThrow('20 ms');
    expect(given?.aborted).toBe(true);
  });

  it('whose page stops in the middle is read as far as it came, and then breaks off', async () => {
    const { readable, writable } = new TransformStream<Uint8Array, Uint8Array>();
    void writable.getWriter().write(new TextEncoder().encode('<p>One'));
    const read = await workerAnswer(
      new Response(readable.pipeThrough(new IdentityTransformStream())),
      50,
    ).readBody(100);
    await expect(read?.rest?.getReader().read()).rejects.toThrow();
  });

  it.each([
    ['whole', 'abc', 10, 'abc', undefined],
    ['up to the limit', 'abc', 3, 'abc', undefined],
  ])('is read %s', async (_fact, body, limit, beginning, rest) => {
    const read = await workerAnswer(new Response(body)).readBody(limit);
    expect([text(read?.bytes ?? new Uint8Array()), read?.rest]).toEqual([beginning, rest]);
  });

  it('is not read where its coding cannot be undone', () => {
    const response = new Response('abc', { headers: { 'Content-Encoding': 'zstd' }, encodeBody: 'manual' });
    expect(workerAnswer(response).readBody(10)).toBeUndefined();
  });
});
