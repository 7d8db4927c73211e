import { once } from 'node:events';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { buffer } from 'node:stream/consumers';
import { setTimeout } from 'node:timers/promises';

/** A call of a method, as it went through. */
export interface Call {
  /** Such as `com.atproto.repo.createRecord`. */
  method: string;
  /** What the server answered; `undefined` where the caller was told nothing. */
  status?: number;
}

/** What happens to the next call of a method. */
export interface Trouble {
  /** Before the server hears of it. */
  before?(): Promise<void>;
  /** What the caller is told in place of what the server would say, which never hears of it. */
  instead?: Answer;
  /** When the server has done it. The caller is told nothing: the connection ends. */
  after?(): Promise<void>;
}

export interface Answer {
  status: number;
  headers?: Record<string, string>;
  body: string;
}

/** Stands before the PDS at an address that stays, whatever becomes of the server behind it. */
export interface Gate {
  url: string;
  /** Every call since the last `forget`. */
  calls: Call[];
  forget(): void;
  /** Where calls go from now on. */
  lead(port: number): void;
  /** Meets one call of a method, the next unless `nth` says another, and no other. */
  meet(method: string, trouble: Trouble, nth?: number): void;
  /** From now on every call takes so long, besides what the server needs. */
  slowDown(ms: number): void;
  close(): Promise<void>;
}

/** Hop-by-hop, or no longer true of what `fetch` has decoded (RFC 9110, §7.6.1). */
const NOT_PASSED = ['connection', 'keep-alive', 'transfer-encoding', 'content-length', 'content-encoding'];

/** Opens a gate at a free port of loopback. */
export async function openGate(): Promise<Gate> {
  let port = 0;
  const calls: Call[] = [];
  const troubles = new Map<string, { trouble: Trouble; left: number }>();
  let slownessMs = 0;

  function meets(method: string): Trouble | undefined {
    const waiting = troubles.get(method);
    if (!waiting || --waiting.left > 0) return undefined;
    troubles.delete(method);
    return waiting.trouble;
  }

  async function pass(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const body = await buffer(request);
    const method = new URL(request.url ?? '', 'http://gate').pathname.replace(/^\/xrpc\//, '');
    const trouble = meets(method);
    const call: Call = { method };
    calls.push(call);
    if (slownessMs > 0) await setTimeout(slownessMs);
    await trouble?.before?.();
    const answer = trouble?.instead ?? (await ask(port, request, body));
    await trouble?.after?.();
    if (trouble?.after || !answer) {
      response.destroy();
      return;
    }
    call.status = answer.status;
    response.writeHead(answer.status, answer.headers).end(answer.body);
  }

  const server = createServer((request, response) => {
    pass(request, response).catch(() => response.destroy());
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    calls,
    forget: () => {
      calls.length = 0;
    },
    lead: (to) => {
      port = to;
    },
    meet: (method, trouble, nth = 1) => {
      troubles.set(method, { trouble, left: nth });
    },
    slowDown: (ms) => {
      slownessMs = ms;
    },
    async close() {
      server.closeAllConnections();
      server.close();
      await once(server, 'close');
    },
  };
}

/** Asks the server; `undefined` where it is not there, or goes while it is asked. */
async function ask(
  port: number,
  { method, url, headers }: IncomingMessage,
  body: Buffer,
): Promise<{ status: number; headers: Record<string, string>; body: Buffer } | undefined> {
  const passed = Object.entries(headers).filter(([name]) => ![...NOT_PASSED, 'host'].includes(name));
  try {
    const answer = await fetch(`http://127.0.0.1:${port}${url}`, {
      method: method ?? 'GET',
      headers: { ...(Object.fromEntries(passed) as Record<string, string>), connection: 'close' },
      ...(body.byteLength > 0 && { body: new Uint8Array(body) }),
    });
    const kept = [...answer.headers].filter(([name]) => !NOT_PASSED.includes(name));
    return {
      status: answer.status,
      headers: Object.fromEntries(kept),
      body: Buffer.from(await answer.arrayBuffer()),
    };
  } catch {
    return undefined;
  }
}
