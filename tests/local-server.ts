import { createServer, type RequestListener, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';

/** A server on this machine, at a port that was free. */
export interface LocalServer {
  port: number;
  /** By number: `http://127.0.0.1:…`. */
  origin: string;
  /** Ends its connections too. */
  close(): Promise<void>;
}

/** Starts a server that answers as `listener` does. */
export function openLocalServer(listener: RequestListener): Promise<LocalServer> {
  return listenLocally(createServer(listener));
}

/** Starts a server that was made elsewhere. */
export async function listenLocally(server: Server): Promise<LocalServer> {
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  return {
    port,
    origin: `http://127.0.0.1:${port}`,
    async close() {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}
