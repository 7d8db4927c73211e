import { describe, expect, it } from 'vitest';
import { describeFronts } from '../rewriter/both-fronts.ts';
import { PUBLIC_URL } from '../rewriter/fronts.ts';
import { page } from '../rewriter/origin-server.ts';
import { originOf } from './front-origin.ts';
import { ID, OWN, PAGE, pageWith, post, readerOf } from './front-pages.ts';
import { passingOf } from './front-passing.ts';
import { rewritingOf } from './front-rewriting.ts';
import { validatorsOf } from './front-validators.ts';

// One front of each runtime serves all of them: to start one takes longer than to ask it.
describeFronts('in front of a site', (front) => {
  const get = readerOf(front);

  rewritingOf(front);
  passingOf(front);
  originOf(front);
  validatorsOf(front);

  describe('the host', () => {
    const TEXT = pageWith('');

    it('of the service has the service, and nothing of the site', async () => {
      front().origin.handle = page(TEXT);
      for (const host of [OWN.host, OWN.host.toUpperCase(), `${OWN.host}:443`]) {
        expect((await front().ask('/openapi.json', { host })).headers['content-type']).toBe(
          'application/json',
        );
      }
      expect((await front().ask('/nothing', OWN)).status).toBe(404);
      expect((await front().ask('/styles/none.css', OWN)).status).toBe(404);
    });

    it.each(['evil.example', `${OWN.host}.evil.example`, 'localhost:1', '[::1]'])(
      'of anybody else has the site, and is in no answer of ours: %s',
      async (host) => {
        front().origin.handle = page(
          pageWith(post(ID), '<link rel="canonical" href="https://news.example/one">'),
        );
        const answer = await front().ask('/articles/one', { host });
        expect(answer.body.toString()).toContain('quote-card');
        const ours = answer.body.toString().replaceAll('https://news.example/one', '');
        expect(ours).not.toContain(host);
      },
    );
  });

  describe('a post', () => {
    const FRAME = (id: string) =>
      `<iframe src="https://platform.twitter.com/embed/Tweet.html?id=${id}"></iframe>`;

    it('of which the page has a link alone is a card where its words are stored', async () => {
      const id = '1702027486012838001';
      front().origin.handle = page(pageWith(FRAME(id)));
      expect((await get()).body.toString()).toBe(pageWith(FRAME(id)));
      await front().publish('stored', { title: 'Stored', html: `<p>Words.</p>${post(id, 'Kept words')}` });
      expect((await get()).body.toString()).toContain('Kept words');
    });

    it('that was taken down shows no words, stored or not', async () => {
      const id = '1702027486012838002';
      front().origin.handle = page(pageWith(post(id, 'Gone words', 'wronged')));
      expect((await get()).body.toString()).toContain('Gone words');
      const { headers } = await get();
      expect((await front().takeDown('/cards/x/@wronged')).status).toBe(200);
      const answer = await get('/one', headers.etag ? { 'If-None-Match': String(headers.etag) } : {});
      expect(answer.status).toBe(200);
      expect(answer.body.toString()).toContain('quote-card');
      expect(answer.body.toString()).not.toContain('Gone words');
    });
  });

  it('with its storage down, the page still passes', async () => {
    front().origin.handle = page(PAGE, { ETag: '"one"' });
    await front().database.prepare('ALTER TABLE takedowns RENAME TO elsewhere').run();
    const { status, headers, body } = await get();
    await front().database.prepare('ALTER TABLE elsewhere RENAME TO takedowns').run();
    expect([status, headers.etag, body.toString()]).toEqual([200, '"one"', PAGE]);
  });
});

describeFronts(
  'on the host of the site itself',
  (front) => {
    it('the service’s routes come first, and the rest is the site’s, its front page too', async () => {
      front().origin.handle = page(PAGE);
      const ask = (path: string) => front().ask(path, OWN);
      expect((await ask('/openapi.json')).headers['content-type']).toBe('application/json');
      expect((await ask('/articles/none')).status).toBe(404);
      for (const path of ['/', '/robots.txt', '/2026/harbour']) {
        const { headers, body } = await ask(path);
        expect(body.toString()).toContain('The ferry is late');
        expect(headers['content-security-policy']).toBeUndefined();
        expect(headers['x-request-id']).toBeUndefined();
      }
    });
  },
  { FRONT_HOSTS: new URL(PUBLIC_URL).host },
);
