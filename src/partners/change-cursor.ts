import { sha256 } from '../domain/digest.ts';
import { Problem } from '../domain/problem.ts';

/** How far a partner has come in each of its products: the sequence of the last change it was given. */
export type Places = Map<string, number>;

const CHECK_LENGTH = 16;
/** Of 40 products with the longest ids. */
const MAX_CURSOR = 4000;
const MAX_OTHERS = 20;

/**
 * Writes the places as a cursor for one partner: base64url (RFC 4648 §5) of JSON, with a check of whose it is. A product
 * that comes to the contract later begins at its beginning.
 */
export async function writeCursor(partnerId: string, places: Places): Promise<string> {
  const body = toBase64Url(JSON.stringify([...places]));
  return `${body}.${await checkOf(partnerId, body)}`;
}

/**
 * Where a walk is after a page, with its places in products that the page was not about: those it may have lost for a
 * while are remembered too, the last twenty of them.
 */
export function nextPlaces(before: Places, page: Places): Places {
  const others = [...before].filter(([id]) => !page.has(id));
  return new Map([...others.slice(-MAX_OTHERS), ...page]);
}

/** Reads a cursor; throws `invalid-request` for one that was not given out to this partner. */
export async function readCursor(partnerId: string, cursor: string): Promise<Places> {
  const [body = '', check = ''] = cursor.slice(0, MAX_CURSOR).split('.');
  if (check !== (await checkOf(partnerId, body))) throw foreign();
  const places = parse(body);
  if (!places) throw foreign();
  return places;
}

function foreign(): Problem {
  const words = 'The cursor in "since" was not given out to you; follow "next", or begin without it.';
  return new Problem('invalid-request', words);
}

function checkOf(partnerId: string, body: string): Promise<string> {
  return sha256(`cursor ${partnerId} ${body}`, CHECK_LENGTH);
}

function parse(body: string): Places | undefined {
  try {
    const list: unknown = JSON.parse(new TextDecoder().decode(fromBase64Url(body)));
    const isPair = (pair: unknown): pair is [string, number] =>
      Array.isArray(pair) && typeof pair[0] === 'string' && Number.isSafeInteger(pair[1]) && pair[1] >= 0;
    return Array.isArray(list) && list.every(isPair) ? new Map(list) : undefined;
  } catch {
    return undefined;
  }
}

function toBase64Url(text: string): string {
  const bytes = new TextEncoder().encode(text);
  return btoa(String.fromCharCode(...bytes))
    .replaceAll('+', '-')
    .replaceAll('/', '_')
    .replace(/={1,2}$/, '');
}

function fromBase64Url(text: string): Uint8Array {
  return Uint8Array.from(atob(text.replaceAll('-', '+').replaceAll('_', '/')), (letter) =>
    letter.charCodeAt(0),
  );
}
