import sharp from 'sharp';
import { expect, it } from 'vitest';
import { describeRuntimes, PUBLIC_URL, type Service } from '../http/services.ts';
import { ARTICLE_KINDS, type ArticleKind, articleOf } from './sample-articles.ts';
import { expectShown } from './shown-article.ts';
import { parsePage, property } from './unfurlers/parsed-page.ts';
import type { Answer, Visit } from './unfurlers/visit.ts';
import { UNFURLERS } from './unfurlers.ts';

/** Without the photo, which would have to be fetched; one that was is told of in the tests of previews. */
const KINDS = ARTICLE_KINDS.filter(({ fields }) => !fields.image);

const QUOTE =
  '<blockquote class="twitter-tweet"><p>The ferry left at five, and nobody was on it.</p>&mdash; Ada (@ada) <a href="https://x.com/ada/status/1797753265873129095">June 3, 2024</a></blockquote>';

/** What a publisher sends of an article. */
function sent(kind: ArticleKind): string {
  const { title, dek, section, authors, tags, language, url, body, publishedAt, updatedAt } = articleOf(kind);
  const html = body.map((block) => (block.type === 'html' ? block.html : QUOTE)).join('\n');
  return JSON.stringify({ title, dek, section, authors, tags, language, url, publishedAt, updatedAt, html });
}

async function answerTo(service: Service, address: string, method = 'GET'): Promise<Answer> {
  expect(address.startsWith(PUBLIC_URL)).toBe(true);
  const headers = { 'Accept-Encoding': 'identity' };
  const answer = await service.fetch(address.slice(PUBLIC_URL.length), { method, headers });
  return {
    status: answer.status,
    headers: Object.fromEntries(answer.headers),
    bytes: new Uint8Array(await answer.arrayBuffer()),
  };
}

async function visit(service: Service, id: string): Promise<Visit> {
  const address = `${PUBLIC_URL}/articles/${id}`;
  const page = await answerTo(service, address);
  const parsed = parsePage(new TextDecoder().decode(page.bytes));
  const oembed = parsed.links.filter(({ type }) => type?.endsWith('+oembed')).map(({ href }) => href);
  const others = new Map<string, Answer>();
  for (const url of [property(parsed, 'og:image') ?? '', ...oembed])
    others.set(url, await answerTo(service, url));
  return { address, page, head: await answerTo(service, address, 'HEAD'), others };
}

describeRuntimes('an unfurled link', (service) => {
  it.each(KINDS.map((kind, index) => ({ ...kind, id: `kind-${index}` })))(
    'to an article $name is shown whole by everybody',
    async ({ id, ...kind }) => {
      const published = await service.publish(`/articles/${id}`, 'application/json', sent(kind));
      expect([published.status, published.status === 201 ? '' : await published.text()]).toEqual([201, '']);
      const seen = await visit(service, id);
      for (const unfurler of UNFURLERS) {
        try {
          expectShown(unfurler, seen, kind);
        } catch (error) {
          throw new Error(`${unfurler.name}: ${(error as Error).message}`, { cause: error });
        }
      }
    },
  );

  it('HEAD says what GET says, of the page, its picture, its oEmbed and its frame', async () => {
    await service.publish('/articles/twice', 'application/json', sent({ name: 'plain', fields: {} }));
    const seen = await visit(service, 'twice');
    const frame = `${PUBLIC_URL}/oembed/articles/twice`;
    for (const address of [seen.address, ...seen.others.keys(), frame]) {
      const [get, head] = [await answerTo(service, address), await answerTo(service, address, 'HEAD')];
      const [told, again] = [get, head].map(({ status, headers }) => {
        // What it took to answer is another matter each time.
        const {
          date: _,
          'x-request-id': __,
          connection: ___,
          'keep-alive': ____,
          'server-timing': ______,
          ...rest
        } = headers;
        // What stands in front of a local worker sends text in pieces, and says no length then.
        const {
          'transfer-encoding': _____,
          'content-length': length = String(get.bytes.length),
          ...kept
        } = rest;
        return { status, length, ...kept };
      });
      expect(again).toEqual(told);
      expect(told?.length).toBe(String(get.bytes.length));
      expect(head.bytes).toHaveLength(0);
    }
  });

  it('a page is UTF-8 by its header, has one picture, and nothing on the way to it', async () => {
    await service.publish('/articles/once', 'application/json', sent({ name: 'plain', fields: {} }));
    const { page, others } = await visit(service, 'once');
    expect([page.status, page.headers['content-type']]).toEqual([200, 'text/html; charset=utf-8']);
    const html = new TextDecoder().decode(page.bytes);
    const image = property(parsePage(html), 'og:image') ?? '';
    const picture = others.get(image);
    expect(picture?.headers['content-type']).toBe('image/png');
    expect(picture?.headers['content-disposition']).toBeUndefined();
    expect(picture?.bytes.length).toBeLessThan(300_000);
    const { width, height } = await sharp(picture?.bytes).metadata();
    expect([width, height]).toEqual([1200, 630]);
    const firstStyles = html.indexOf('rel="stylesheet"');
    for (const tag of ['og:image', 'fediverse', 'ld+json', 'json+oembed'].filter((name) =>
      html.includes(name),
    )) {
      expect(html.indexOf(tag)).toBeLessThan(firstStyles);
    }
  });

  it.each(['application/activity+json', 'application/ld+json', 'application/json', '*/*', 'nonsense'])(
    'whoever accepts %s gets the page: no other form of it is promised',
    async (accept) => {
      const answer = await service.fetch('/articles/once', { headers: { Accept: accept } });
      expect([answer.status, answer.headers.get('Content-Type')]).toEqual([200, 'text/html; charset=utf-8']);
      expect(await answer.text()).not.toContain('activity+json');
    },
  );

  it('a range, or a coding nobody has, gets the whole page', async () => {
    const headers = { Range: 'bytes=0-1048575', 'Accept-Encoding': 'zstd' };
    const answer = await service.fetch('/articles/once', { headers });
    expect(answer.status).toBe(200);
    expect(await answer.text()).toContain('</html>');
  });
});
