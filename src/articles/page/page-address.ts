import type { Findings } from '../findings.ts';
import { webUrl } from '../web-url.ts';

/** Hosts of one site that show the same articles. */
const VARIANT = /^(?:www|m|mobile|amp)\./;

/**
 * Whether two addresses are of one site: the same host, or its variants for telephones. Another name of the publisher's
 * is no such variant: what belongs to whom is not to be told from names.
 */
export function isSameSite(first: string, second: string): boolean {
  const hosts = [first, second].map((address) => URL.parse(address)?.host.replace(VARIANT, ''));
  return hosts[0] !== undefined && hosts[0] === hosts[1];
}

/**
 * Settles the article's own address: the page's canonical link, or what its metadata says, where that is on the site that
 * was asked; else the address that answered. A page speaks for no other site, whose article it would replace.
 */
export function settlePageAddress(findings: Findings, canonical: string | undefined, address: string): void {
  if (findings.url?.source === 'given') return;
  if (canonical && isSameSite(canonical, address)) {
    findings.url = { value: withoutFragment(canonical), source: 'meta', confidence: 0.95 };
    return;
  }
  const { url } = findings;
  if (url && isSameSite(url.value, address)) {
    findings.url = { ...url, value: withoutFragment(url.value) };
    return;
  }
  findings.url = { value: withoutFragment(webUrl(address) ?? address), source: 'default', confidence: 0.7 };
}

function withoutFragment(address: string): string {
  const url = new URL(address);
  url.hash = '';
  return url.href;
}
