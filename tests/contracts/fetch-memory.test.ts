import { describe, expect, it } from 'vitest';
import { createOfflineFetch } from '../../src/adapters/memory/offline-fetch.ts';
import { fetchContract, SITE } from './fetch-contract.ts';

const ORIGIN = 'https://site.example';

fetchContract('offline', async () => {
  const answers = Object.entries(SITE).map(([path, { status = 200, headers = {}, text = '' }]) => [
    ORIGIN + path,
    {
      status,
      text,
      contentType: headers['content-type'] ?? '',
      ...(headers['retry-after'] ? { retryAfterSeconds: Number(headers['retry-after']) } : {}),
      ...(headers.etag ? { etag: headers.etag } : {}),
      ...(headers['last-modified'] ? { lastModified: headers['last-modified'] } : {}),
      ...(headers.link ? { link: headers.link } : {}),
      ...(headers.location ? { location: ORIGIN + headers.location } : {}),
    },
  ]);
  return { fetch: createOfflineFetch(Object.fromEntries(answers)), origin: ORIGIN };
});

describe('offline fetch', () => {
  it('an address without an answer is an error that names it', async () => {
    const fetch = createOfflineFetch({});
    await expect(fetch.get('https://news.example/a')).rejects.toThrow('https://news.example/a');
  });

  it('keeps what was asked for, and gives outcomes and JSON as they are', async () => {
    const fetch = createOfflineFetch({
      'https://a.example/': { outcome: 'refused', reason: 'too-slow' },
      'https://b.example/': { json: { b: 1 }, status: 201 },
    });
    expect(await fetch.get('https://a.example/')).toEqual({ outcome: 'refused', reason: 'too-slow' });
    expect(await fetch.get('https://b.example/')).toMatchObject({ status: 201 });
    expect(fetch.asked).toEqual(['https://a.example/', 'https://b.example/']);
  });
});
