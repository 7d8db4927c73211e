import { expect, it } from 'vitest';
import { describeRuntimes, TOKEN } from './services.ts';

const AS_PUBLISHER = { Authorization: `Bearer ${TOKEN}` };

/** The samples by name and labels. */
function samplesOf(text: string): Map<string, number> {
  return new Map(
    text
      .split('\n')
      .filter((line) => line !== '' && !line.startsWith('#'))
      .map((line) => [line.slice(0, line.lastIndexOf(' ')), Number(line.slice(line.lastIndexOf(' ') + 1))]),
  );
}

describeRuntimes('/metrics', (service) => {
  const scrape = async () => {
    const answer = await service.fetch('/metrics', { headers: AS_PUBLISHER });
    return { answer, text: await answer.text() };
  };

  it('is for those who have a token, and kept by nobody', async () => {
    expect((await service.fetch('/metrics')).status).toBe(401);
    const { answer, text } = await scrape();
    expect(answer.status).toBe(200);
    expect(answer.headers.get('Content-Type')).toBe('text/plain; version=0.0.4; charset=utf-8');
    expect(answer.headers.get('Cache-Control')).toBe('no-store');
    // Each line is a comment, a sample, or nothing.
    const sample = /^[a-z_]+(?:\{(?:[a-z]+="[^"\\]*",?)+\})? (?:\d+(?:\.\d+)?(?:e[+-]\d+)?|\+Inf)$/;
    expect(text.split('\n').filter((line) => !/^(?:#|$)/.test(line) && !sample.test(line))).toEqual([]);
  });

  it('counts articles by state', async () => {
    const before = samplesOf((await scrape()).text);
    const body = JSON.stringify({ title: 'Counted', language: 'en', html: '<p>Words.</p>' });
    await service.publish('/articles/counted', 'application/json', body);
    await service.publish('/articles/counted-out', 'application/json', body);
    await service.fetch('/articles/counted-out', { method: 'DELETE', headers: AS_PUBLISHER });
    await service.settle();
    const after = samplesOf((await scrape()).text);
    const grown = (name: string) => (after.get(name) ?? Number.NaN) - (before.get(name) ?? Number.NaN);
    expect(grown('tearsheet_articles{state="live"}')).toBe(1);
    expect(grown('tearsheet_articles{state="withdrawn"}')).toBe(1);
    expect(after.get('tearsheet_outbox_undone')).toBe(0);
    expect(after.get('tearsheet_database_bytes')).toBeGreaterThan(10_000);
  });

  it('counts requests by the pattern of the route, never by what stood in the address', async () => {
    for (const path of [
      '/articles/a-secret-slug',
      '/feeds/tag/a-secret-tag.rss?x=a-secret-query',
      '/a-secret-path',
      '/cards/a-secret-platform/1.html',
    ]) {
      await service.fetch(path, {
        headers: { 'X-Request-Id': 'a-secret-id', 'User-Agent': 'a-secret-agent' },
      });
    }
    await service.fetch('/hub', { method: 'PROPFIND' }).catch(() => undefined);
    const { text } = await scrape();
    const samples = samplesOf(text);
    const count = (method: string, route: string, status: number) =>
      samples.get(
        `http_request_duration_seconds_count{method="${method}",route="${route}",status="${status}"}`,
      ) ?? 0;
    expect(count('GET', '/articles/:file', 404)).toBe(1);
    expect(count('GET', '/feeds/:path{.+}', 404)).toBe(1);
    expect(count('GET', '/cards/:platform/:file', 404)).toBe(1);
    expect(count('GET', '*', 404)).toBe(1);
    expect(count('other', '/hub', 405)).toBe(1);
    expect(count('GET', '/metrics', 401)).toBe(1);
    expect(text).not.toMatch(/a-secret|PROPFIND|127\.0\.0\.1/);
  });
});

describeRuntimes('/healthz', (service) => {
  it('says what was looked at', async () => {
    const answer = await service.fetch('/healthz');
    expect([answer.status, answer.headers.get('Cache-Control')]).toEqual([200, 'no-store']);
    expect(await answer.text()).toMatch(/^ok\ndatabase: ok\n(?:storage: ok\n)?$/);
  });
});

describeRuntimes('Server-Timing', (service) => {
  it('stands on what was made, and on no 304 and no refusal', async () => {
    const body = JSON.stringify({ title: 'Timed', language: 'en', html: '<p>Words.</p>' });
    await service.publish('/articles/timed', 'application/json', body);
    const feed = await service.fetch('/feeds/all.rss');
    expect(feed.headers.get('Server-Timing')).toMatch(
      /^db;dur=\d+\.\d, render;dur=\d+\.\d, total;dur=\d+\.\d$/,
    );
    const etag = feed.headers.get('ETag') ?? '';
    const again = await service.fetch('/feeds/all.rss', { headers: { 'If-None-Match': etag } });
    expect([again.status, again.headers.get('Server-Timing')]).toEqual([304, null]);
    expect((await service.fetch('/articles/nothing')).headers.get('Server-Timing')).toBeNull();
    expect((await service.fetch('/healthz')).headers.get('Server-Timing')).toMatch(/^total;dur=\d+\.\d$/);
    await service.settle();
    const preview = (await service.fetch('/previews/timed')).headers.get('Location') ?? '';
    for (const path of ['/', '/articles/timed', '/articles/timed.json', new URL(preview).pathname]) {
      const { headers } = await service.fetch(path);
      expect([path, headers.get('Server-Timing')]).toEqual([
        path,
        expect.stringMatching(/^db;dur=.*render;dur=/),
      ]);
    }
  });
});
