import type { ServerOptions } from 'node:http';

/**
 * What a connection may take of the Node server, whoever is at its other end: 15 seconds for the headers, two minutes
 * for a whole request (2 MiB at 17 kB a second), 16 KiB of headers. Looked after every five seconds; who is slower gets
 * 408 and is cut off.
 */
export const CONNECTION_LIMITS = {
  headersTimeout: 15_000,
  requestTimeout: 120_000,
  keepAliveTimeout: 5000,
  connectionsCheckingInterval: 5000,
  maxHeaderSize: 16_384,
} satisfies ServerOptions;
