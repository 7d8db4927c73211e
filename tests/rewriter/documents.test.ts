import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type NodeFront, PUBLIC_URL, startNodeFront } from './fronts.ts';
import { page } from './origin-server.ts';

const DID = 'did:plc:ewvi7nxzyoun6zhxrhs64oiz';
const KEY = '3mfz2c3d4e5f6';
const ADDRESS = 'https://news.example/2026/night-boat';
const FILE = '/.well-known/site.standard.publication';
const LINK = `<link rel="site.standard.document" href="at://${DID}/site.standard.document/${KEY}">`;
const THEIRS =
  '<link rel="site.standard.document" href="at://did:web:news.example/site.standard.document/a">';
const pageWith = (head: string) =>
  `<!doctype html><html lang="en"><head><meta charset="utf-8"><link rel="canonical" href="${ADDRESS}">${head}</head><body>It sails.</body></html>`;

describe('the record of an article, on the publisher’s own site', () => {
  let front: NodeFront;
  beforeAll(async () => {
    front = await startNodeFront();
    await front.publish('night-boat', { url: ADDRESS, title: 'The night boat', html: '<p>It sails.</p>' });
  });
  afterAll(() => front.stop());

  const run = (sql: string) => front.database.prepare(sql).run();
  const shown = async (head = '') => {
    front.origin.handle = page(pageWith(head));
    return (await front.ask('/2026/night-boat')).body.toString();
  };
  const fileOf = async (host: string, method = 'GET') => {
    front.origin.handle = (_, response) => response.writeHead(200).end('what the site says');
    const { status, body } = await front.ask(FILE, { host, method });
    return [status, body.toString()];
  };

  it('is not named where nobody posts, and the site says of itself what it likes', async () => {
    expect(await shown()).not.toContain('site.standard');
    expect(await fileOf('news.example')).toEqual([200, 'what the site says']);
    expect((await fileOf(new URL(PUBLIC_URL).host))[0]).toBe(404);
  });

  it('is named by the page once it is there, and the publication by the site', async () => {
    await run(
      `INSERT INTO crosspost_account (id, did, handle, service, identifier, password, settings, since)
       VALUES (1, '${DID}', 'news.example', 'https://pds.example', 'news.example', 'sealed', '{}', '2026-05-04T09:00:00.000Z')`,
    );
    await run(
      `INSERT INTO crossposts (account, article_id, rkey, created_at, companions, changed_at)
       VALUES ('${DID}', 'night-boat', '${KEY}', '2026-05-04T09:00:00.000Z',
         '{"site.standard.document":{"cid":"bafyone","content":"x"}}', '2026-05-04T09:00:00.000Z')`,
    );
    expect((await shown()).split(LINK)).toHaveLength(2);
    const [status, publication] = await fileOf('news.example');
    expect([status, publication]).toEqual([
      200,
      expect.stringMatching(new RegExp(`^at://${DID}/site\\.standard\\.publication/[2-7a-z]{13}$`)),
    ]);
    expect(await fileOf(new URL(PUBLIC_URL).host)).toEqual([200, publication]);
    expect(await fileOf('news.example', 'PUT')).toEqual([200, 'what the site says']);
  });

  it('gives way to one that the page names itself', async () => {
    const html = await shown(THEIRS);
    expect([html.includes(THEIRS), html.includes(LINK)]).toEqual([true, false]);
  });
});
