import { PUBLIC_URL, type RunningFront } from '../rewriter/fronts.ts';

/** The host of the service, where the site has another. */
export const OWN = { host: new URL(PUBLIC_URL).host };
export const ID = '1702027486012838297';

/** A post of X as publishers embed it. */
export function post(id: string, words = 'The ferry is late', handle = 'harbourdesk'): string {
  return `<blockquote class="twitter-tweet"><p lang="en" dir="ltr">${words}</p>&mdash; Harbour Desk (@${handle}) <a href="https://twitter.com/${handle}/status/${id}">September 13, 2023</a></blockquote>`;
}

export function pageWith(inside: string, head = ''): string {
  return `<!doctype html><html lang="en"><head><meta charset="utf-8">${head}<title>A</title></head><body><p>One</p>${inside}<p>Two</p></body></html>`;
}

/** A page with one post, which becomes a card. */
export const PAGE = pageWith(post(ID));

/** Asks a front for its pages, as a reader of the site does. */
export function readerOf(front: () => RunningFront) {
  return (path = '/one', headers: Record<string, string> = {}) => front().ask(path, { headers });
}
