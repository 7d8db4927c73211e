import type { IncomingMessage, ServerResponse } from 'node:http';
import { openLocalServer } from '../local-server.ts';

export type OriginHandler = (request: IncomingMessage, response: ServerResponse) => void;

/** A publisher's own server, for as long as a suite runs. */
export interface OriginServer {
  address: string;
  /** What it does with a request; to be set by each test. */
  handle: OriginHandler;
  stop(): Promise<void>;
}

/** Starts a server on a free port that does what its `handle` says. */
export async function startOrigin(): Promise<OriginServer> {
  const server = await openLocalServer((request, response) => origin.handle(request, response));
  const origin: OriginServer = {
    address: server.origin,
    handle: (_request, response) => response.writeHead(404).end(),
    stop: server.close,
  };
  return origin;
}

/** Answers with a page. */
export function page(body: string | Uint8Array, headers: Record<string, string> = {}): OriginHandler {
  return (request, response) => {
    const bytes = Buffer.from(body as Uint8Array);
    response.writeHead(200, {
      'Content-Type': 'text/html; charset=utf-8',
      'Content-Length': bytes.length,
      ...headers,
    });
    response.end(request.method === 'HEAD' ? undefined : bytes);
  };
}
