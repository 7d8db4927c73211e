import { equalInConstantTime, sha256 } from '../../domain/digest.ts';
import { Problem } from '../../domain/problem.ts';

/** A webhook that its source signed: under this name it is remembered, so that it is done once. */
export interface Signed {
  messageId: string;
  /** For how long it could be sent again. */
  rememberSeconds: number;
}

/** A message may be so old, or from so far ahead (Standard Webhooks, "Verifying webhook authenticity"). */
const TOLERANCE_SECONDS = 5 * 60;
/** What says no time could be sent again at any time. */
const UNDATED_SECONDS = 30 * 24 * 60 * 60;
const MAX_SIGNATURES = 20;

/**
 * Checks that a body comes from who knows the secret: by Standard Webhooks, Ghost's `X-Ghost-Signature`, GitHub's
 * `X-Hub-Signature-256`, or a bearer token, by the first of these headers that is there. The time it takes does not
 * depend on the secret. Throws `Problem('invalid-signature')`.
 */
export async function checkSignature(
  headers: Headers,
  body: Uint8Array<ArrayBuffer>,
  secret: string,
  now: Date,
): Promise<Signed | undefined> {
  const standard = headers.get('webhook-signature');
  if (standard !== null) return checkStandard(headers, standard, body, secret, now);
  const ghost = headers.get('x-ghost-signature');
  if (ghost !== null) return checkGhost(ghost, body, secret, now);
  const hub = headers.get('x-hub-signature-256');
  if (hub !== null) {
    if (await isSigned(utf8(secret), body, [hexBytes(/^sha256=([0-9a-f]{64})$/i.exec(hub)?.[1])])) {
      return undated(body);
    }
    throw refusal('X-Hub-Signature-256 is not that of this body.');
  }
  const token = /^Bearer +([\x21-\x7e]{1,512}) *$/i.exec(headers.get('authorization') ?? '')?.[1];
  if (token === undefined) throw refusal('It bears no signature.');
  if (!(await isEqual(token, secret))) throw refusal('The bearer token is not the secret of this source.');
  // Who could send it again knows the secret anyway.
  return undefined;
}

/** https://github.com/standard-webhooks/standard-webhooks/blob/main/spec/standard-webhooks.md */
async function checkStandard(
  headers: Headers,
  signature: string,
  body: Uint8Array<ArrayBuffer>,
  secret: string,
  now: Date,
): Promise<Signed> {
  const id = headers.get('webhook-id') ?? '';
  const time = headers.get('webhook-timestamp') ?? '';
  if (!/^[\x21-\x7e]{1,200}$/.test(id)) throw refusal('webhook-id is missing.');
  if (!/^\d{1,12}$/.test(time)) throw refusal('webhook-timestamp is no time in seconds.');
  checkTime(Number(time), now);
  const signatures = signature
    .split(' ', MAX_SIGNATURES)
    .map((each) => (each.startsWith('v1,') ? base64Bytes(each.slice('v1,'.length)) : undefined));
  const key = secret.startsWith('whsec_') ? base64Bytes(secret.slice('whsec_'.length)) : utf8(secret);
  const signed = joined(utf8(`${id}.${time}.`), body);
  if (!(await isSigned(key ?? utf8(secret), signed, signatures))) {
    throw refusal('webhook-signature is not that of this message.');
  }
  return { messageId: `standard:${id}`, rememberSeconds: 2 * TOLERANCE_SECONDS };
}

/** `sha256=<hex>, t=<milliseconds>`, over the body and the time; older receivers and senders have it over the body only. */
async function checkGhost(
  header: string,
  body: Uint8Array<ArrayBuffer>,
  secret: string,
  now: Date,
): Promise<Signed> {
  const [, hex] = /(?:^|[,\s])sha256=([0-9a-f]{64})(?:$|[,\s])/i.exec(header.slice(0, 200)) ?? [];
  const [, time] = /(?:^|[,\s])t=(\d{10,16})(?:$|[,\s])/.exec(header.slice(0, 200)) ?? [];
  const signature = hexBytes(hex);
  if (time !== undefined) {
    checkTime(Number(time) / 1000, now);
    if (await isSigned(utf8(secret), joined(body, utf8(time)), [signature])) {
      return { messageId: `ghost:${hex?.toLowerCase()}`, rememberSeconds: 2 * TOLERANCE_SECONDS };
    }
  }
  if (await isSigned(utf8(secret), body, [signature])) return undated(body);
  throw refusal('X-Ghost-Signature is not that of this body.');
}

function checkTime(seconds: number, now: Date): void {
  const age = now.getTime() / 1000 - seconds;
  if (Math.abs(age) <= TOLERANCE_SECONDS) return;
  throw refusal(
    age > 0 ? 'It is older than five minutes.' : 'It is from more than five minutes ahead; set the clock.',
  );
}

async function undated(body: Uint8Array<ArrayBuffer>): Promise<Signed> {
  const digest = await crypto.subtle.digest('SHA-256', body);
  const hex = Array.from(new Uint8Array(digest), (byte) => byte.toString(16).padStart(2, '0')).join('');
  return { messageId: `body:${hex}`, rememberSeconds: UNDATED_SECONDS };
}

/** Whether one of the signatures is the HMAC-SHA-256 of the bytes; the platform compares in constant time. */
async function isSigned(
  key: Uint8Array<ArrayBuffer>,
  bytes: Uint8Array<ArrayBuffer>,
  signatures: readonly (Uint8Array<ArrayBuffer> | undefined)[],
): Promise<boolean> {
  const algorithm = { name: 'HMAC', hash: 'SHA-256' };
  const imported = await crypto.subtle.importKey('raw', key, algorithm, false, ['verify']);
  let known = false;
  for (const signature of signatures) {
    if (signature) known = (await crypto.subtle.verify('HMAC', imported, signature, bytes)) || known;
  }
  return known;
}

async function isEqual(given: string, secret: string): Promise<boolean> {
  return equalInConstantTime(await sha256(given), await sha256(secret));
}

function refusal(detail: string): Problem {
  return new Problem('invalid-signature', detail);
}

function utf8(text: string): Uint8Array<ArrayBuffer> {
  return new TextEncoder().encode(text) as Uint8Array<ArrayBuffer>;
}

function joined(first: Uint8Array, second: Uint8Array): Uint8Array<ArrayBuffer> {
  const bytes = new Uint8Array(first.byteLength + second.byteLength);
  bytes.set(first);
  bytes.set(second, first.byteLength);
  return bytes;
}

function hexBytes(hex: string | undefined): Uint8Array<ArrayBuffer> | undefined {
  return hex === undefined
    ? undefined
    : Uint8Array.from({ length: hex.length / 2 }, (_, n) => Number.parseInt(hex.slice(2 * n, 2 * n + 2), 16));
}

function base64Bytes(text: string): Uint8Array<ArrayBuffer> | undefined {
  if (!/^[A-Za-z0-9+/]{1,344}={0,2}$/.test(text)) return undefined;
  try {
    return Uint8Array.from(atob(text), (letter) => letter.charCodeAt(0));
  } catch {
    return undefined;
  }
}
