import { Refusal } from './refusal.ts';

/** In UTF-16 code units. */
const MAX_ADDRESS = 4096;

/**
 * Ends of names that lead to no public server: RFC 6761 §6, RFC 6762 §3, RFC 7686, RFC 8375, RFC 9476, and `internal`,
 * which ICANN keeps for private use (resolution 2024.07.29.06).
 */
const PRIVATE_NAME =
  /(?:^|\.)(?:localhost|local|internal|onion|alt|arpa|invalid|localdomain|lan|home|corp|intranet)$/;
const HOST_NAME = /^(?=.{4,253}$)(?:[a-z0-9_](?:[a-z0-9_-]{0,61}[a-z0-9])?\.)+[a-z][a-z0-9-]{0,61}[a-z0-9]$/;

const LOCAL_HOST = /^(?:127\.0\.0\.1|\[::1\]|localhost)$/;

export interface AddressRules {
  /** For servers of this machine in tests: plain http and any port. */
  loopback?: boolean;
  /** With `loopback`: the addresses and names of this machine may be asked too. */
  localHosts?: boolean;
}

/**
 * Parses an address that may be asked: https, a public host name, the default port, no credentials. The URL parser
 * turns every notation of an IPv4 address (decimal, octal, hex) into dotted decimal first, and a host name never ends in
 * a digit, so that no literal passes. Throws `Refusal`.
 */
export function checkFetchAddress(
  address: string,
  { loopback = false, localHosts = false }: AddressRules,
): URL {
  const url = address.length > MAX_ADDRESS ? null : URL.parse(address);
  if (!url) throw new Refusal('address');
  if (url.protocol !== 'https:' && !(loopback && url.protocol === 'http:')) throw new Refusal('protocol');
  if (url.username || url.password || (url.port && !loopback)) throw new Refusal('address');
  const host = url.hostname.replace(/\.$/, '');
  const isHere = loopback && localHosts && LOCAL_HOST.test(host);
  if (!isHere && (!HOST_NAME.test(host) || PRIVATE_NAME.test(host))) throw new Refusal('address');
  url.hash = '';
  return url;
}
