import type { Fetch, FetchOptions, FetchOutcome, FetchRefusal } from '../../src/domain/ports.ts';

/** What a site answers at an address. */
export type SiteAnswer =
  | string
  | FetchRefusal
  | {
      status?: number;
      type?: string;
      body?: string | Uint8Array;
      etag?: string;
      lastModified?: string;
      to?: string;
    };

const REFUSALS = new Set<unknown>([
  'address',
  'redirects',
  'too-large',
  'too-slow',
  'busy',
  'protocol',
  'unreachable',
]);

export interface Site extends Fetch {
  /** By address; what is not in it is answered with 404. May be changed. */
  pages: Record<string, SiteAnswer>;
  /** Every address asked for, with what was sent along. */
  asked: { url: string; options: FetchOptions }[];
}

/** The way out, to sites of the tests: they keep to validators, and public addresses are those on https. */
export function createSite(pages: Record<string, SiteAnswer>): Site {
  const asked: Site['asked'] = [];
  const refusalOf = (url: string): FetchRefusal | undefined => {
    const { protocol, hostname } = new URL(url);
    if (protocol !== 'https:') return 'protocol';
    return /^[\d.]+$|^localhost$/.test(hostname) ? 'address' : undefined;
  };
  async function get(url: string, options: FetchOptions = {}): Promise<FetchOutcome> {
    asked.push({ url, options });
    const refused = refusalOf(url);
    if (refused) return { outcome: 'refused', reason: refused };
    const answer = site.pages[url] ?? { status: 404, body: 'nothing' };
    if (REFUSALS.has(answer)) return { outcome: 'refused', reason: answer as FetchRefusal };
    const given = typeof answer === 'string' ? { body: answer } : (answer as Exclude<SiteAnswer, string>);
    const { status = 200, type = 'text/html; charset=utf-8', body = '', etag, lastModified, to } = given;
    const bytes = typeof body === 'string' ? new TextEncoder().encode(body) : body;
    if (bytes.byteLength > (options.maxBytes ?? 1_048_576))
      return { outcome: 'refused', reason: 'too-large' };
    const told = { ...(etag && { etag }), ...(lastModified && { lastModified }) };
    const sent = options.headers ?? {};
    const isCurrent = etag
      ? sent['if-none-match'] === etag
      : lastModified && sent['if-modified-since'] === lastModified;
    if (isCurrent)
      return { outcome: 'answered', url, status: 304, contentType: '', body: new Uint8Array(), ...told };
    return {
      outcome: 'answered',
      url,
      status: to ? 301 : status,
      contentType: type,
      body: bytes,
      ...told,
      ...(to && { location: new URL(to, url).href }),
    };
  }
  const site: Site = {
    pages,
    asked,
    get,
    post: async () => ({ outcome: 'refused', reason: 'unreachable' }),
    refusalOf,
  };
  return site;
}

const WORDS =
  'The harbour office said on Monday that the ferry, which had been missed since the weekend, lay at its usual berth again, and that nobody would say where it had been.';

/** A page with an article on it. */
export function pageOf(title: string, { head = '', body = '' } = {}): string {
  return `<!doctype html><html lang="en"><head><meta charset="utf-8"><title>${title}</title><meta property="og:title" content="${title}"><meta property="og:type" content="article">${head}</head>
<body><nav><a href="/">The Quay Courier</a></nav><main><article><h1>${title}</h1><p>${WORDS}</p><p>${WORDS.replace('Monday', 'Tuesday')}</p>${body}<p>${WORDS.replace('Monday', 'Friday')}</p></article></main></body></html>`;
}
