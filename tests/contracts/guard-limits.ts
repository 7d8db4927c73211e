import { expect, it } from 'vitest';
import { text } from './fetch-contract.ts';
import { refused, type Serve } from './guarded-site.ts';

/** How much, and how long, every guarded way out takes. */
export function limitsOf(serve: Serve): void {
  it('takes a body of just the size that is allowed, and refuses one byte more', async () => {
    const { fetch, origin } = await serve((path) => new Response('x'.repeat(Number(path.slice(1)))));
    expect(await fetch.get(`${origin}/1048576`)).toMatchObject({ outcome: 'answered' });
    expect(await fetch.get(`${origin}/1048577`)).toEqual(refused('too-large'));
    expect(await fetch.get(`${origin}/11`, { maxBytes: 10 })).toEqual(refused('too-large'));
  });

  it('stops reading a body without end', async () => {
    let sent = 0;
    const endless = () =>
      new ReadableStream({
        pull(controller) {
          sent++;
          controller.enqueue(new Uint8Array(65_536));
        },
      });
    const { fetch, origin } = await serve(() => new Response(endless()));
    expect(await fetch.get(origin)).toEqual(refused('too-large'));
    expect(sent).toBeLessThan(2000);
  });

  it('gives up on a body that comes too slowly', async () => {
    const stalled = () =>
      new ReadableStream({
        start: (controller) => controller.enqueue(new Uint8Array(1)),
        pull: () => new Promise(() => undefined),
      });
    const { fetch, origin } = await serve(() => new Response(stalled()));
    expect(await fetch.get(origin, { timeoutMs: 60 })).toEqual(refused('too-slow'));
  });

  it('gives up on a server that does not answer', async () => {
    const { fetch, origin } = await serve(() => new Promise<Response>(() => undefined));
    expect(await fetch.get(origin, { timeoutMs: 60 })).toEqual(refused('too-slow'));
  });
}

/** When every guarded way out leaves a server alone. */
export function patienceOf(serve: Serve): void {
  it('leaves a server alone for as long as it asked', async () => {
    let status = 429;
    const { fetch, origin, clock, asked } = await serve(
      () => new Response('', { status, headers: { 'retry-after': '90' } }),
    );
    expect(await fetch.get(`${origin}/1`)).toMatchObject({ status: 429, retryAfterSeconds: 90 });
    expect(await fetch.get(`${origin}/2`)).toEqual({ ...refused('busy'), retryAfterSeconds: 90 });
    clock.advance(89);
    expect(await fetch.get(`${origin}/3`)).toEqual({ ...refused('busy'), retryAfterSeconds: 1 });
    clock.advance(1);
    status = 200;
    expect(await fetch.get(`${origin}/4`)).toMatchObject({ status: 200 });
    expect(asked).toEqual(['/1', '/4']);
  });

  it('is asked once a minute for somebody who waits, though it asked to be left alone', async () => {
    let status = 429;
    const { fetch, origin, clock, asked } = await serve(
      () => new Response('', { status, headers: { 'retry-after': '900' } }),
    );
    const urgent = (path: string) =>
      fetch.post(`${origin}${path}`, { headers: {}, body: new Uint8Array(), urgent: true });
    await fetch.get(`${origin}/1`);
    expect(await urgent('/2')).toMatchObject({ status: 429, retryAfterSeconds: 900 });
    clock.advance(20);
    expect(await urgent('/3')).toEqual({ ...refused('busy'), retryAfterSeconds: 40 });
    clock.advance(40);
    status = 200;
    expect(await urgent('/4')).toMatchObject({ status: 200 });
    expect(await fetch.get(`${origin}/5`)).toEqual({ ...refused('busy'), retryAfterSeconds: 840 });
    expect(asked).toEqual(['/1', '/2', '/4']);
  });

  it.each([
    ['the seconds', '300'],
    ['the moment', String(Date.parse('2026-05-04T10:05:00Z') / 1000)],
  ])('waits for RateLimit-Reset where a 429 has nothing else: %s', async (_form, reset) => {
    const { fetch, origin } = await serve(
      (path) => new Response('', { status: Number(path.slice(1)), headers: { 'ratelimit-reset': reset } }),
    );
    const allowed = await fetch.get(`${origin}/200`);
    expect(Object.keys(allowed)).not.toContain('retryAfterSeconds');
    expect(await fetch.get(`${origin}/429`)).toMatchObject({ status: 429, retryAfterSeconds: 300 });
    expect(await fetch.get(`${origin}/200`)).toEqual({ ...refused('busy'), retryAfterSeconds: 300 });
  });

  it('reads a date in Retry-After', async () => {
    const { fetch, origin } = await serve(
      () => new Response('', { status: 503, headers: { 'retry-after': 'Mon, 04 May 2026 10:05:00 GMT' } }),
    );
    expect(await fetch.get(origin)).toMatchObject({ status: 503, retryAfterSeconds: 300 });
  });

  it('leaves a server alone after five failures in a row, longer each time, and forgives with the first success', async () => {
    let status = 500;
    const { fetch, origin, clock, asked } = await serve(() => new Response('', { status }));
    for (let n = 0; n < 5; n++) expect(await fetch.get(origin)).toMatchObject({ status: 500 });
    expect(await fetch.get(origin)).toEqual({ ...refused('busy'), retryAfterSeconds: 60 });
    clock.advance(60);
    expect(await fetch.get(origin)).toMatchObject({ status: 500 });
    expect(await fetch.get(origin)).toEqual({ ...refused('busy'), retryAfterSeconds: 120 });
    clock.advance(120);
    status = 200;
    expect(await fetch.get(origin)).toMatchObject({ status: 200 });
    status = 500;
    for (let n = 0; n < 5; n++) expect(await fetch.get(origin)).toMatchObject({ status: 500 });
    expect(asked).toHaveLength(12);
  });

  it('asks a server four things at once at most, and all of them in the end', async () => {
    let now = 0;
    let most = 0;
    const waiting: (() => void)[] = [];
    const { fetch, origin } = await serve(async () => {
      most = Math.max(most, ++now);
      if (now === 4) for (const go of waiting.splice(0)) go();
      else if (most < 4) await new Promise<void>((resolve) => waiting.push(resolve));
      now--;
      return new Response('done');
    });
    const answers = await Promise.all(Array.from({ length: 20 }, (_, n) => fetch.get(`${origin}/${n}`)));
    expect(answers.map((answer) => text(answer))).toEqual(Array(20).fill('done'));
    expect(most).toBe(4);
  });
}
