import type { Config } from '../domain/config.ts';
import { sha256 } from '../domain/digest.ts';
import type { Origin, OriginAnswer, PageRewriter } from '../domain/page-rewriting.ts';
import type { Ports } from '../domain/ports.ts';
import { Problem } from '../domain/problem.ts';
import { FRONT_HEADER, mayBePage, originRequest } from './origin-request.ts';
import { changedPage, wholeBody } from './page-changes.ts';
import { createPageEditor, type PageEdit } from './page-editor.ts';
import { changedHeaders, headHeaders, isCurrent, isPage, MAX_PAGE, plainHeaders } from './page-headers.ts';

/** What stands in front of the publisher's own server. */
export interface Front {
  /** `peer`: the client's address, where it is known. Throws the problem `origin-unreachable`. */
  answer(request: Request, peer?: string): Promise<Response>;
}

export interface FrontPorts {
  origin: Origin;
  pageRewriter: PageRewriter;
  /** The service's own files, where nothing before it answers them; 404 for what is none. */
  files?: (request: Request) => Promise<Response>;
}

/** How long a page that looks like an article is not named again, in seconds. */
const LEARN_AGAIN = 3600;

/**
 * Passes requests on to the publisher's own server, and changes the pages that come back. Whatever goes wrong with a
 * page here, the page is answered as it came.
 */
export function createFront(
  ports: Ports & FrontPorts,
  config: Config,
  front: NonNullable<Config['front']>,
): Front {
  const editor = createPageEditor(ports, config);

  async function ask(request: Request, url: URL, asPage: boolean, peer?: string): Promise<OriginAnswer> {
    if (request.headers.has(FRONT_HEADER))
      throw new Problem('origin-unreachable', 'FRONT_ORIGIN leads back to this service.');
    try {
      return await ports.origin.fetch(originRequest(request, url, asPage, peer));
    } catch (error) {
      ports.log('error', 'the origin could not be reached', { error });
      throw new Problem(
        'origin-unreachable',
        'The server behind this address does not answer. Try again in a moment.',
      );
    }
  }

  async function edit(bytes: Uint8Array, response: Response, url: URL): Promise<PageEdit> {
    const contentType = response.headers.get('Content-Type') ?? '';
    try {
      const edited = await editor.edit({ bytes, contentType, address: url });
      if (edited.unknownArticle) await learn(edited.unknownArticle, url);
      return edited;
    } catch (error) {
      ports.log('warn', 'a page was passed on as it came', { path: url.pathname, error });
      return { changes: [] };
    }
  }

  /** Names a page of the publisher's site to whoever reads articles. */
  async function learn(address: string, url: URL): Promise<void> {
    const page = URL.parse(address, url.href);
    const isOfSite = page?.host === url.host && front.hosts.includes(page.host);
    if (!isOfSite || !/^https?:$/.test(page.protocol) || page.username || page.password) return;
    try {
      const key = `front/page/${await sha256(page.href, 32)}`;
      if (await ports.cache.get(key)) return;
      await ports.cache.put(key, new Uint8Array([1]), LEARN_AGAIN);
      await ports.queue.send({ page: page.href });
    } catch (error) {
      ports.log('warn', 'a page that may be an article could not be named', { path: url.pathname, error });
    }
  }

  async function rewritten(request: Request, answer: OriginAnswer, url: URL): Promise<Response> {
    const { response } = answer;
    const { statusText } = response;
    if (request.method === 'HEAD') return new Response(null, { statusText, headers: headHeaders(response) });
    const read = await answer.readBody(MAX_PAGE);
    if (!read) return response;
    const { changes } = read.rest ? { changes: [] } : await edit(read.bytes, response, url);
    const page = changes.length > 0 ? changedPage(read.bytes, changes) : undefined;
    const headers = page
      ? await changedHeaders(request, response, changes, page.byteLength)
      : plainHeaders(response, read.rest ? undefined : read.bytes.byteLength);
    if (isCurrent(request, headers)) return notModified(headers);
    return new Response(page ?? wholeBody(read), { statusText, headers });
  }

  return {
    async answer(request, peer) {
      const url = new URL(request.url);
      const asPage = mayBePage(request, url, front.skip);
      const answer = await ask(request, url, asPage, peer);
      const { response } = answer;
      if (!asPage) return response;
      if (isPage(response)) return rewritten(request, answer, url);
      if (response.status !== 200 || !isCurrent(request, response.headers)) return response;
      await response.body?.cancel();
      return notModified(new Headers(response.headers));
    },
  };
}

function notModified(headers: Headers): Response {
  for (const name of ['Content-Length', 'Content-Type', 'Content-Encoding']) headers.delete(name);
  return new Response(null, { status: 304, headers });
}
