import type { ServerOptions } from 'node:http';
import { type AddressInfo, connect, type Socket } from 'node:net';
import { serve } from '@hono/node-server';
import type { Hono } from 'hono';

const servers: ReturnType<typeof serve>[] = [];

/** The service on a port of this machine, and a way to speak to it byte by byte. */
export async function openRaw(app: Hono, serverOptions: ServerOptions = {}) {
  const server = await new Promise<ReturnType<typeof serve>>((resolve) => {
    const started = serve({ fetch: app.fetch, port: 0, hostname: '127.0.0.1', serverOptions }, () =>
      resolve(started),
    );
  });
  servers.push(server);
  const { port } = server.address() as AddressInfo;

  /** All that comes until the connection is closed; `speak` may go on writing until then. */
  function converse(speak: (socket: Socket) => void): Promise<string> {
    return new Promise((resolve) => {
      const socket = connect(port, '127.0.0.1');
      let heard = '';
      socket.on('data', (bytes) => {
        heard += bytes.toString('latin1');
      });
      // Who is cut off while it writes gets a reset.
      socket.on('error', () => undefined);
      socket.on('close', () => resolve(heard));
      socket.on('connect', () => speak(socket));
    });
  }

  return {
    converse,
    /** One request as it is written; the connection is closed after the answer. */
    ask: (head: string, body = '') =>
      converse((socket) => socket.write(`${head}\r\nConnection: close\r\n\r\n${body}`, 'latin1')),
  };
}

/** To be called after each suite. */
export function closeRaw(): void {
  for (const server of servers.splice(0)) {
    server.close();
    if ('closeAllConnections' in server) server.closeAllConnections();
  }
}
