import type { Server } from 'node:http';
import { createAdaptorServer } from '@hono/node-server';
import { afterAll, describe, expect, it } from 'vitest';
import { sourcesByCommand } from '../../src/commands/sources.ts';
import { type LocalServer, listenLocally } from '../local-server.ts';
import { closeSites, LONG, openSite, openSources, TOKEN } from './open-sources.ts';

const servers: LocalServer[] = [];
afterAll(async () => {
  closeSites();
  for (const server of servers) await server.close();
});

const rss = (titles: string[]) =>
  `<rss><channel>${titles
    .map(
      (title) =>
        `<item><guid>${title}</guid><title>${title}</title><description>${LONG}</description></item>`,
    )
    .join('')}</channel></rss>`;

/** The service, listening, and the command as it is called there. What is asked for is done before the answer. */
async function desk() {
  const house = await openSources();
  const app = createAdaptorServer({
    fetch: async (request) => {
      const answer = await house.app.fetch(request);
      if (request.method === 'POST') await house.settle();
      return answer;
    },
  }) as Server;
  const server = await listenLocally(app);
  servers.push(server);
  const code = (...args: string[]) => callIn(args, () => undefined);
  const callIn = (args: string[], print: (line: string) => void) =>
    sourcesByCommand([...args, '--service', server.origin], TOKEN, print);
  const call = async (...args: string[]) => {
    const lines: string[] = [];
    await callIn(args, (line) => void lines.push(line));
    return lines;
  };
  return Object.assign(call, { code });
}

describe('tearsheet sources', () => {
  it('adds, lists, runs, shows and removes', async () => {
    let titles = ['One'];
    const site = await openSite((_asked, response) => void response.end(rss(titles)));
    const call = await desk();
    expect(await call('list')).toEqual(['There is no source yet.']);
    const address = `${site.origin}/feed`;
    expect(await call('add', 'feed', address, '--id', 'news', '--every', '30', '--text', 'feed')).toEqual([
      `Added news: feed at ${address}`,
      '  is being asked; see: tearsheet sources log news',
    ]);
    expect(await call('list')).toEqual([`news  feed  ${address}  working, next at 2026-03-02T08:30:00.000Z`]);
    expect(await call('log', 'news')).toEqual([
      '2026-03-02T08:00:00.000Z to 2026-03-02T08:00:00.000Z, asked once',
      '  2026-03-02T08:00:00.000Z  created    One  One',
    ]);
    expect(JSON.parse((await call('log', 'news', '--json')).join(''))).toMatchObject({
      id: 'news',
      runs: [{ total: 1 }],
    });
    titles = ['Two', 'One'];
    const ran = await call('run', 'news');
    expect(ran).toEqual([
      '2026-03-02T08:00:00.000Z  created    Two  Two',
      'news: 1 created; next at 2026-03-02T08:30:00.000Z',
    ]);
    expect(await call('run', 'news')).toEqual(['news: nothing new; next at 2026-03-02T08:30:00.000Z']);
    expect(JSON.parse((await call('run', 'news', '--json')).join(''))).toMatchObject({ running: false });
    expect(await call('remove', 'news')).toEqual(['Removed news; its articles stay.']);
    await expect(call('log', 'news')).rejects.toThrow('There is no source "news".');
  });

  it('a run in which something failed ends as what was refused', async () => {
    const site = await openSite((_asked, response) => {
      response.setHeader('Content-Type', 'text/html');
      response.end('<!doctype html><title>A page</title>');
    });
    const call = await desk();
    await call('add', 'feed', `${site.origin}/feed`, '--id', 'page');
    expect(await call.code('run', 'page')).toBe(1);
    expect(await call.code('list')).toBe(0);
  });

  it('shows a secret once, and says what cannot be taken', async () => {
    const call = await desk();
    const lines = await call('add', 'webhook', 'https://news.example/', '--id', 'heard');
    expect(lines).toEqual([
      'Added heard: webhook at https://news.example/',
      '  takes webhooks at https://feeds.example/sources/heard/webhook',
      expect.stringMatching(/^ {2}secret, shown this once: whsec_/),
    ]);
    await expect(call('add', 'gopher', 'https://news.example/')).rejects.toThrow('kind is one of');
    const soon = call('add', 'feed', 'https://news.example/feed', '--every', 'soon');
    await expect(soon).rejects.toThrow('--every is a number of minutes, such as 15, and not soon.');
    await expect(call('nonsense')).rejects.toThrow('tearsheet sources add');
    await expect(sourcesByCommand(['list'], undefined, () => undefined)).rejects.toThrow('TEARSHEET_TOKEN');
  });
});
