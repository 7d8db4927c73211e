import type { PageTags } from './page-tags.ts';

/** What a server answered to one request. Names of headers are in lower case. */
export interface VisitAnswer {
  status: number;
  headers: Readonly<Record<string, string>>;
  bytes: Uint8Array;
  /** Of a picture: what it really is, and how large, in pixels. */
  format?: string;
  size?: { width: number; height: number };
}

/** All that software which was given the address of a page finds there. */
export interface PageVisit {
  /** Where the page is, after redirects. */
  address: string;
  /** How often the asked address led on. */
  redirects: number;
  /** To GET and to HEAD. */
  page: VisitAnswer;
  head: VisitAnswer;
  /** To GET, at the other addresses that the page names. */
  others: ReadonlyMap<string, VisitAnswer>;
  /** Reads the tags of a page or of its beginning, as browsers do. */
  readTags(html: string): PageTags;
}

/** The type without its parameters, in lower case. */
export function mediaType({ headers }: VisitAnswer): string {
  return (headers['content-type'] ?? '').split(';')[0]?.trim().toLowerCase() ?? '';
}

/** The first bytes of a page as text. */
export function pageStart({ page }: PageVisit, bytes: number): string {
  return new TextDecoder().decode(page.bytes.subarray(0, bytes));
}

/** Bytes of a picture: those that came, or those that its server states where these are more. */
export function pictureBytes({ bytes, headers }: VisitAnswer): number {
  return Math.max(bytes.length, Number(headers['content-length'] ?? 0) || 0);
}
