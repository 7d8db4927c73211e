import { lookup as systemLookup } from 'node:dns/promises';
import {
  Agent as HttpAgent,
  request as httpRequest,
  type IncomingMessage,
  type RequestOptions,
} from 'node:http';
import { Agent as HttpsAgent, request as httpsRequest } from 'node:https';
import type { LookupFunction } from 'node:net';
import { pipeline, type Readable, Transform } from 'node:stream';
import { createBrotliDecompress, createGunzip, createInflate } from 'node:zlib';
import type { Fetch } from '../../domain/ports.ts';
import {
  createGuardedFetch,
  type Exchange,
  type Exchanger,
  type GuardOptions,
} from '../web/guarded-fetch.ts';
import { Refusal } from '../web/refusal.ts';
import { isPublicAddress } from './public-address.ts';

export interface ResolvedAddress {
  address: string;
  family: number;
}

export interface NodeFetchOptions extends GuardOptions {
  /** All addresses of a host name. The system's resolver unless given. */
  resolve?: (host: string) => Promise<ResolvedAddress[]>;
}

/**
 * The guarded way out on Node. A host's addresses are looked up once, all of them are checked, and the connection is made
 * to one of those: nothing can change between the check and the connection.
 */
export function createNodeFetch(options: NodeFetchOptions): Fetch {
  const { resolve = (host: string) => systemLookup(host, { all: true }), loopback = false } = options;
  const allowed = ({ address }: ResolvedAddress) =>
    isPublicAddress(address) || (loopback && (address.startsWith('127.') || address === '::1'));
  const lookup: LookupFunction = (host, { all }, done) => {
    resolve(host).then(
      (addresses) => {
        const [first] = addresses;
        if (!first || !addresses.every(allowed)) return done(new Refusal('address'), '', 0);
        if (all) done(null, addresses);
        else done(null, first.address, first.family);
      },
      (error: Error) => done(error, '', 0),
    );
  };
  const settings = { lookup, timeout: 10_000 };
  const kept = { ...settings, keepAlive: true, maxFreeSockets: 2 };
  return createGuardedFetch(
    exchangeWith({
      GET: { 'https:': new HttpsAgent(kept), 'http:': new HttpAgent(kept) },
      // A kept connection may have been closed meanwhile, and what is posted must not be lost to that.
      POST: { 'https:': new HttpsAgent(settings), 'http:': new HttpAgent(settings) },
    }),
    options,
  );
}

type Agents = Record<'GET' | 'POST', { 'https:': HttpsAgent; 'http:': HttpAgent }>;

function exchangeWith(agents: Agents): Exchanger {
  return (url, { method, headers, body, maxBytes, signal }) =>
    new Promise((resolve, reject) => {
      const secure = url.protocol === 'https:';
      const isRead = method === 'GET';
      const options: RequestOptions = {
        method,
        agent: agents[method][secure ? 'https:' : 'http:'],
        headers: isRead ? { ...headers, 'accept-encoding': 'gzip, br' } : headers,
        signal,
      };
      const request = (secure ? httpsRequest : httpRequest)(url, options, (response) => {
        try {
          resolve(toExchange(response, isRead ? decoded(response, maxBytes) : response));
        } catch (error) {
          response.destroy();
          reject(error);
        }
      });
      request.on('error', (error: NodeJS.ErrnoException) => {
        reject(error.code?.startsWith('HPE_') ? new Refusal('protocol') : error);
      });
      request.end(body);
    });
}

function toExchange(response: IncomingMessage, body: Readable): Exchange {
  return {
    status: response.statusCode ?? 0,
    header(name) {
      const value = response.headers[name];
      return Array.isArray(value) ? value[0] : value;
    },
    body,
    cancel: () => void response.destroy(),
  };
}

/** The body without its content coding (RFC 9110 §8.4); the coded bytes are counted too, as they may decode to nothing. */
function decoded(response: IncomingMessage, maxBytes: number): Readable {
  const coding = (response.headers['content-encoding'] ?? 'identity').trim().toLowerCase();
  if (coding === 'identity') return response;
  const decoder = decoderOf(coding);
  let length = 0;
  const counter = new Transform({
    transform(chunk: Uint8Array, _encoding, done) {
      length += chunk.byteLength;
      if (length > maxBytes) done(new Refusal('too-large'));
      else done(null, chunk);
    },
  });
  // Errors reach the reader through the decoder.
  return pipeline(response, counter, decoder, () => undefined);
}

function decoderOf(coding: string) {
  if (coding === 'gzip' || coding === 'x-gzip') return createGunzip();
  if (coding === 'br') return createBrotliDecompress();
  if (coding === 'deflate') return createInflate();
  throw new Refusal('protocol');
}
