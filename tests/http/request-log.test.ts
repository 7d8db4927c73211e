import { describe, expect, it } from 'vitest';
import { createApp } from '../../src/app.ts';
import { readConfig } from '../../src/config.ts';
import type { Machine } from '../../src/domain/machine.ts';
import type { Log } from '../../src/domain/ports.ts';
import type { PreviewRenderer } from '../../src/previews/renderer.ts';
import { openMemoryPorts } from '../memory-ports.ts';

async function open(LOG: string, { broken = false, machine }: { broken?: boolean; machine?: Machine } = {}) {
  const lines: { level: string; message: string; [field: string]: unknown }[] = [];
  const memory = await openMemoryPorts('2026-03-02T08:00:00.000Z');
  const log: Log = (level, message, fields = {}) => void lines.push({ level, message, ...fields });
  const ports = { ...memory, log, ...(machine && { machine }) };
  if (broken) memory.database.close();
  const config = readConfig({
    PUBLIC_URL: 'https://news.example',
    PUBLICATION_NAME: 'The Gazette',
    TAG_AUTHORITY: 'example.org,2026',
    LOG,
  });
  return { app: createApp(ports, config, {} as PreviewRenderer), lines };
}

const SECRETS = {
  Authorization: 'Bearer a-secret-token',
  Cookie: 'a-secret-cookie',
  'User-Agent': 'a-secret-agent',
  'X-Forwarded-For': '192.0.2.77',
};

describe('lines of requests', () => {
  it('are one of each with LOG=requests: id, method, pattern, status, time, and nothing of who asked or for what', async () => {
    const { app, lines } = await open('requests');
    const headers = { ...SECRETS, 'X-Request-Id': 'given-id' };
    await app.request('/articles/a-secret-slug?signature=a-secret-query', { headers });
    await app.request('/a-secret-path', { headers });
    await app.request('/feeds/tag/a-secret-tag.rss', { method: 'DELETE', headers });
    const line = { level: 'info', message: 'request', request_id: 'given-id', ms: 0 };
    expect(lines).toEqual([
      { ...line, method: 'GET', route: '/articles/:file', status: 404 },
      { ...line, method: 'GET', route: '*', status: 404 },
      { ...line, method: 'DELETE', route: '/feeds/:path{.+}', status: 405 },
    ]);
    expect(JSON.stringify(lines)).not.toMatch(/a-secret|192\.0\.2/);
  });

  it('are there for what fails on our side alone, unless more is asked for; the cause is under the same id', async () => {
    const { app, lines } = await open('errors', { broken: true });
    await app.request('/hub');
    const answer = await app.request('/articles', { headers: SECRETS });
    expect(answer.status).toBe(500);
    const id = answer.headers.get('X-Request-Id');
    expect(lines).toEqual([
      { level: 'error', message: 'a request failed', request_id: id, error: expect.any(Error) },
      {
        level: 'error',
        message: 'request',
        request_id: id,
        method: 'GET',
        route: '/articles',
        status: 500,
        ms: 0,
      },
    ]);
  });
});

describe('/healthz', () => {
  it('is 503 and says which check fails, and no more', async () => {
    const { app, lines } = await open('errors', { broken: true });
    const answer = await app.request('/healthz');
    expect([answer.status, answer.headers.get('Cache-Control')]).toEqual([503, 'no-store']);
    expect(await answer.text()).toBe('fault\ndatabase: does not answer\n');
    expect(lines[0]).toMatchObject({
      message: 'a check of health failed',
      check: 'database',
      error: expect.any(Error),
    });
  });

  it('looks at the storage where there is one to look at', async () => {
    const machine = { storageFault: async () => 'cannot be written', readings: async () => [] };
    const { app } = await open('errors', { machine });
    const answer = await app.request('/healthz');
    expect([answer.status, await answer.text()]).toEqual([
      503,
      'fault\ndatabase: ok\nstorage: cannot be written\n',
    ]);
  });
});
