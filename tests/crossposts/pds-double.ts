import { createHash } from 'node:crypto';
import { jsonToLex, lexicons } from '@atproto/api';
import type { Fetch, FetchOutcome } from '../../src/domain/ports.ts';

export const SERVICE = 'https://pds.example';
export const HANDLE = 'news.example';
export const DID = 'did:plc:ewvi7nxzyoun6zhxrhs64oiz';
export const APP_PASSWORD = 'abcd-efgh-ijkl-mnop';
const OWN_PASSWORD = 'correct horse';

type Json = Record<string, unknown>;

export interface Script {
  /** The name of the method, without its namespace. */
  call: string;
  outcome: FetchOutcome | ((answer: FetchOutcome) => FetchOutcome | Promise<FetchOutcome>);
  /** The server does what it is asked, and only its answer is replaced. */
  after?: boolean;
  times?: number;
}

const bytes = (text: string) => new TextEncoder().encode(text);
const LETTERS = 'abcdefghijklmnopqrstuvwxyz234567';

/** A CID (https://atproto.com/specs/data-model#link-and-cid-formats) over these bytes as they are. */
function cidOf(content: string | Uint8Array, codec = 0x71): string {
  const digest = createHash('sha256').update(content).digest();
  let cid = 'b';
  let bits = 0n;
  let held = 0;
  for (const byte of [1, codec, 0x12, 0x20, ...digest, 0]) {
    bits = (bits << 8n) | BigInt(byte);
    for (held += 8; held >= 5; held -= 5) cid += LETTERS[Number((bits >> BigInt(held - 5)) & 31n)];
  }
  return cid.slice(0, 59);
}

export const answered = (status: number, json: unknown, more: object = {}): FetchOutcome => ({
  outcome: 'answered',
  url: SERVICE,
  status,
  contentType: 'application/json; charset=utf-8',
  body: bytes(typeof json === 'string' ? json : JSON.stringify(json)),
  ...more,
});
export const refused = (
  reason: Extract<FetchOutcome, { outcome: 'refused' }>['reason'],
  more: object = {},
): FetchOutcome => ({
  outcome: 'refused',
  reason,
  ...more,
});
const error = (status: number, name: string, message: string) => answered(status, { error: name, message });

/** A PDS of one account that keeps to the lexicons, behind the `Fetch` port; `script` makes it misbehave. */
export function createPdsDouble() {
  const records = new Map<string, { cid: string; value: Json }>();
  const blobs = new Map<string, Uint8Array>();
  const calls: string[] = [];
  const script: Script[] = [];
  let passwords = [APP_PASSWORD];
  let serial = 0;
  let access = '';
  let refresh = '';
  /** Refresh tokens that were used. */
  const burnt: string[] = [];

  const session = (scope: string) => {
    serial++;
    access = `e30.${btoa(JSON.stringify({ scope, serial }))}.access`;
    refresh = `e30.${btoa(JSON.stringify({ serial }))}.refresh`;
    return answered(200, { did: DID, handle: HANDLE, accessJwt: access, refreshJwt: refresh, active: true });
  };

  function serve(method: string, url: URL, headers: Record<string, string>, body: Uint8Array): FetchOutcome {
    const name = url.pathname.replace('/xrpc/', '');
    const isJson = headers['content-type']?.startsWith('application/json');
    const input = isJson ? (JSON.parse(new TextDecoder().decode(body)) as Json) : {};
    if (isJson) lexicons.assertValidXrpcInput(name, jsonToLex(input));
    const token = headers.authorization?.replace('Bearer ', '');
    switch (name) {
      case 'com.atproto.server.createSession':
        if (input.identifier !== HANDLE)
          return error(401, 'AuthenticationRequired', 'Invalid identifier or password');
        if (input.password === OWN_PASSWORD) return session('com.atproto.access');
        return passwords.includes(String(input.password))
          ? session('com.atproto.appPass')
          : error(401, 'AuthenticationRequired', 'Invalid identifier or password');
      case 'com.atproto.server.refreshSession':
        if (token !== refresh) return error(400, 'ExpiredToken', 'Token has been revoked');
        burnt.push(refresh);
        return session('com.atproto.appPass');
      case 'com.atproto.server.deleteSession':
        access = refresh = '';
        return answered(200, '', { contentType: '' });
    }
    if (token !== access || !access) return error(400, 'ExpiredToken', 'Token has expired');
    switch (name) {
      case 'com.atproto.server.getSession':
        return answered(200, { did: DID, handle: HANDLE });
      case 'com.atproto.repo.uploadBlob': {
        const cid = cidOf(body, 0x55);
        blobs.set(cid, body);
        const blob = {
          $type: 'blob',
          ref: { $link: cid },
          mimeType: headers['content-type'],
          size: body.length,
        };
        return answered(200, { blob });
      }
      case 'com.atproto.repo.putRecord':
        return put(input);
      case 'com.atproto.repo.getRecord': {
        const place = `${url.searchParams.get('collection')}/${url.searchParams.get('rkey')}`;
        const found = records.get(place);
        if (!found) return error(400, 'RecordNotFound', `Could not locate record: ${place}`);
        return answered(200, { uri: `at://${DID}/${place}`, ...found });
      }
      case 'com.atproto.repo.deleteRecord':
        records.delete(`${input.collection}/${input.rkey}`);
        return answered(200, {});
    }
    return error(501, 'MethodNotImplemented', `${method} ${name}`);
  }

  function put({ repo, collection, rkey, record, swapRecord }: Json): FetchOutcome {
    if (repo !== DID) return error(400, 'InvalidRequest', 'Could not find repo');
    const value = record as Json;
    if (collection === 'app.bsky.feed.post') lexicons.assertValidRecord(collection, jsonToLex(value));
    const thumb = (value.embed as { external?: { thumb?: { ref: { $link: string } } } } | undefined)?.external
      ?.thumb;
    if (thumb && !blobs.has(thumb.ref.$link)) return error(400, 'InvalidRequest', 'Could not find blob');
    const place = `${collection}/${rkey}`;
    const there = records.get(place);
    const cid = cidOf(JSON.stringify(value));
    const answer = () => answered(200, { uri: `at://${DID}/${place}`, cid, validationStatus: 'valid' });
    if (there?.cid === cid) return answer();
    if (swapRecord !== undefined && (there?.cid ?? null) !== swapRecord) {
      return error(400, 'InvalidSwap', `Record was at ${there?.cid}`);
    }
    records.set(place, { cid, value });
    return answer();
  }

  async function ask(method: string, address: string, headers: Record<string, string>, body: Uint8Array) {
    const url = new URL(address);
    const call = url.pathname.split('.').at(-1) ?? '';
    calls.push(call);
    const next = script.find((one) => one.call === call || one.call === '*');
    if (next) {
      next.times = (next.times ?? 1) - 1;
      if (next.times <= 0) script.splice(script.indexOf(next), 1);
    }
    const { outcome } = next ?? {};
    if (typeof outcome === 'function') return outcome(serve(method, url, headers, body));
    if (outcome && !next?.after) return outcome;
    const answer = serve(method, url, headers, body);
    return outcome ?? answer;
  }

  const fetch: Fetch = {
    get: (url, { headers = {} } = {}) => ask('GET', url, headers, new Uint8Array()),
    post: (url, { headers, body }) => ask('POST', url, headers, body),
    refusalOf: (url) => (new URL(url).host.endsWith('.example') ? undefined : 'address'),
  };

  return {
    fetch,
    script,
    blobs,
    burnt,
    /** The calls since the last time, by the names of their methods. */
    asked: () => calls.splice(0),
    /** The records of a collection by their keys. */
    records: (collection = 'app.bsky.feed.post') =>
      new Map(
        [...records].flatMap(([place, { value }]) =>
          place.startsWith(`${collection}/`) ? [[place.slice(collection.length + 1), value] as const] : [],
        ),
      ),
    /** Somebody else at the repository. */
    write: (rkey: string, value: Json) =>
      records.set(`app.bsky.feed.post/${rkey}`, { cid: cidOf(JSON.stringify(value)), value }),
    remove: (rkey: string) => records.delete(`app.bsky.feed.post/${rkey}`),
    expireAccess: () => {
      access = 'over';
    },
    expireAll: () => {
      access = refresh = 'over';
    },
    revoke: () => {
      passwords = [];
      access = refresh = 'revoked';
    },
    allow: (password: string) => {
      passwords = [password];
    },
  };
}

export type PdsDouble = ReturnType<typeof createPdsDouble>;
export { OWN_PASSWORD };
