import { type IncomingMessage, request } from 'node:http';
import { gunzipSync } from 'node:zlib';

export const TOKEN = 'ts_faults-test';

/** An answer that should not have been given. */
export class Unexpected extends Error {}

/** What a request came to: its status, once the head of the answer is here; 0 where the service died before. */
export interface Told {
  status: number;
  /** Empty where the connection broke in the middle of it. */
  body: string;
}

interface Sent {
  body?: string;
  /** The statuses that may be answered. */
  expected?: number[];
  [header: string]: unknown;
}

/** Sends a request, with the publisher token unless another is given. Throws `Unexpected` for a status that is not of `expected`. */
export async function ask(
  origin: string,
  method: string,
  path: string,
  { body = '', expected = [200, 201, 202, 204], ...headers }: Sent = {},
): Promise<Told> {
  const usual = { Authorization: `Bearer ${TOKEN}`, 'Content-Type': 'application/json' };
  const told = await exchange(
    origin + path,
    method,
    { ...usual, ...(headers as Record<string, string>) },
    body,
  );
  if (told.status !== 0 && !expected.includes(told.status)) {
    throw new Unexpected(`${method} ${path}: ${told.status} ${told.body.slice(0, 500)}`);
  }
  return told;
}

/** One request over a connection of its own: whatever becomes of the service, this ends when the connection does. */
export function exchange(
  url: string,
  method = 'GET',
  headers: Record<string, string> = {},
  body = '',
): Promise<Told> {
  return new Promise((resolve) => {
    const length = { 'Content-Length': String(Buffer.byteLength(body)) };
    const sent = request(
      url,
      { method, agent: false, headers: { ...headers, ...(body && length) } },
      (response) => {
        const status = response.statusCode ?? 0;
        const chunks: Buffer[] = [];
        response.on('data', (chunk: Buffer) => chunks.push(chunk));
        response.on('error', () => undefined);
        response.on('close', () =>
          resolve({ status, body: response.complete ? textOf(chunks, response) : '' }),
        );
      },
    );
    sent.on('error', () => resolve({ status: 0, body: '' }));
    sent.end(body);
  });
}

/** `wrangler dev` compresses whatever it is asked. */
function textOf(chunks: Buffer[], { headers }: IncomingMessage): string {
  const bytes = Buffer.concat(chunks);
  return String(headers['content-encoding'] === 'gzip' ? gunzipSync(bytes) : bytes);
}
