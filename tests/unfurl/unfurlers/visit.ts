/** What a server answered. Names of headers are in lower case. */
export interface Answer {
  status: number;
  headers: Record<string, string>;
  bytes: Uint8Array;
}

/** All that software which was given an address finds there. */
export interface Visit {
  address: string;
  /** To GET and to HEAD. */
  page: Answer;
  head: Answer;
  /** To GET, at every other address that the page names. */
  others: Map<string, Answer>;
}

/** What it shows then. */
export interface Shown {
  title: string;
  description?: string | undefined;
  image?: string | undefined;
  alt?: string | undefined;
  width?: number | undefined;
  height?: number | undefined;
  author?: string | undefined;
  date?: string | undefined;
  site?: string | undefined;
  /** The author's account in the fediverse. */
  creator?: string | undefined;
  colour?: string | undefined;
}

/** Why it shows nothing. */
export interface Nothing {
  nothing: string;
}

/** The rules of one platform: a pure function over what it was answered. */
export type Unfurler = (visit: Visit) => Shown | Nothing;

/** The type without its parameters, in lower case. */
export function mediaType({ headers }: Answer): string {
  return (headers['content-type'] ?? '').split(';')[0]?.trim().toLowerCase() ?? '';
}

/** The first bytes of a page as text, where it is a page. */
export function pageText({ page }: Visit, limit: number, types = ['text/html']): string | Nothing {
  if (page.status !== 200) return { nothing: `the page answers ${page.status}` };
  if (!types.includes(mediaType(page))) return { nothing: `the page is ${mediaType(page)}` };
  return new TextDecoder().decode(page.bytes.subarray(0, limit));
}

export interface PictureRules {
  types: string[];
  /** Bytes. */
  limit: number;
  /** Refuses pictures that do not say how long they are. */
  needsLength?: boolean;
  /** Compares the whole header, parameters and all. */
  exactType?: boolean;
}

export const COMMON_PICTURES = ['image/png', 'image/jpeg', 'image/gif', 'image/webp'];

/** The address of a picture, made absolute against the page's, where the platform takes the picture. */
export function picture(
  visit: Visit,
  source: string | undefined,
  { types, limit, needsLength, exactType }: PictureRules,
): string | undefined {
  const url = source && URL.parse(source, visit.address)?.href;
  const answer = url ? visit.others.get(url) : undefined;
  if (!url || answer?.status !== 200) return undefined;
  const type = exactType ? answer.headers['content-type'] : mediaType(answer);
  const stated = answer.headers['content-length'];
  if (!types.includes(type ?? '') || (needsLength && !/^\d+$/.test(stated ?? ''))) return undefined;
  return Math.max(answer.bytes.length, Number(stated ?? 0)) <= limit ? url : undefined;
}
