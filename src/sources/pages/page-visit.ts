import type { FetchOutcome, FetchRefusal, Ports } from '../../domain/ports.ts';
import { PageRefusal } from './page-refusal.ts';
import { readPageText } from './page-text.ts';
import { askPermission, PRODUCT } from './robots-check.ts';

/** Decoded, as large as an article that is sent may be. */
const MAX_BYTES = 2 * 1024 * 1024;
const TIMEOUT_MS = 10_000;
const MAX_REDIRECTS = 5;
/** Of a whole visit: that of a server that leads on and on, slowly. */
const MAX_VISIT_MS = 25_000;
const ACCEPT = 'text/html, application/xhtml+xml;q=0.9, */*;q=0.1';
const HTML = /^\s*(?:text\/html|application\/xhtml\+xml)\s*(?:;|$)/i;

/** As a server wrote them: to be sent back as they are (RFC 9110 §8.8). */
export interface Validators {
  etag?: string;
  lastModified?: string;
}

export interface Visit {
  url: string;
  /** Of the page as it was last time. */
  validators: Validators;
  /** Whether an address may be asked, the first one and each that it leads to. */
  mayVisit(url: string): Promise<boolean>;
}

export type VisitedPage =
  | { outcome: 'unchanged' }
  | { outcome: 'page'; address: string; html: string; validators: Validators };

type Answered = Extract<FetchOutcome, { outcome: 'answered' }>;

/**
 * Fetches a page as a well-behaved visitor: only where robots.txt lets us, on each host that it leads to, and not again
 * where it has not changed. Throws `PageRefusal` where there is no page, `page-gone` on 404 and 410.
 */
export async function visitPage(ports: Ports, { url, validators, mayVisit }: Visit): Promise<VisitedPage> {
  const start = ports.clock.now().getTime();
  let address = url;
  for (let redirects = 0; redirects <= MAX_REDIRECTS; redirects++) {
    if (!(await mayVisit(address))) {
      throw new PageRefusal('page-unreachable', `${hostOf(address)} is no site of this publication.`);
    }
    await checkPermission(ports, address);
    const answer = await ports.fetch.get(address, {
      accept: ACCEPT,
      maxBytes: MAX_BYTES,
      timeoutMs: TIMEOUT_MS,
      follow: false,
      headers: sameOrigin(address, url) ? conditions(validators) : {},
    });
    if (answer.outcome === 'refused') throw refusal(address, answer.reason);
    if (answer.status === 304) return { outcome: 'unchanged' };
    if (!answer.location) return readAnswer(answer);
    address = answer.location;
    if (ports.clock.now().getTime() - start > MAX_VISIT_MS) throw refusal(address, 'too-slow');
  }
  throw refusal(url, 'redirects');
}

async function checkPermission(ports: Ports, address: string): Promise<void> {
  const wrong = ports.fetch.refusalOf(address);
  if (wrong) throw refusal(address, wrong);
  const permission = await askPermission(ports, address);
  if (permission === 'forbidden') {
    throw new PageRefusal(
      'page-forbidden-by-robots',
      `The robots.txt of ${hostOf(address)} does not let ${PRODUCT} fetch this page. Allow it there, or send the article itself.`,
    );
  }
  if (permission === 'unknown') {
    throw new PageRefusal(
      'page-unreachable',
      `The robots.txt of ${hostOf(address)} cannot be had, so that nothing may be fetched there for now.`,
      true,
    );
  }
}

function readAnswer({ url, status, contentType, body, etag, lastModified }: Answered): VisitedPage {
  const host = hostOf(url);
  if (status === 404 || status === 410) {
    throw new PageRefusal('page-gone', `The page is not there: ${host} answers ${status}.`);
  }
  if (status !== 200) {
    const isPassing = status >= 500 || status === 429 || status === 408;
    throw new PageRefusal('page-unreachable', `${host} answers ${status} and no page.`, isPassing);
  }
  if (!HTML.test(contentType)) {
    const type = contentType ? `of the type ${JSON.stringify(contentType.slice(0, 60))}` : 'without a type';
    throw new PageRefusal('page-not-html', `What is at this address is ${type}, and no HTML.`);
  }
  const validators = { ...(etag && { etag }), ...(lastModified && { lastModified }) };
  return { outcome: 'page', address: url, html: readPageText(body, contentType), validators };
}

/** RFC 9110 §13.1: the entity tag decides where a server knows both. */
function conditions({ etag, lastModified }: Validators): Record<string, string> {
  return {
    ...(etag && { 'if-none-match': etag }),
    ...(lastModified && { 'if-modified-since': lastModified }),
  };
}

const REASONS: Record<Exclude<FetchRefusal, 'too-large'>, string> = {
  address: 'is not asked: only public servers are, by name, at their usual port',
  protocol: 'is not asked: only https is, and only HTTP is understood',
  redirects: 'leads from one address to the next, and to no page',
  'too-slow': 'did not answer in time',
  busy: 'asked to be left alone for a while, or failed too often of late',
  unreachable: 'could not be reached, or broke off',
};
const PASSING = new Set<FetchRefusal>(['too-slow', 'busy', 'unreachable']);

function refusal(address: string, reason: FetchRefusal): PageRefusal {
  const host = hostOf(address);
  if (reason === 'too-large') return new PageRefusal('page-too-large', `The page on ${host} is over 2 MiB.`);
  return new PageRefusal('page-unreachable', `${host} ${REASONS[reason]}.`, PASSING.has(reason));
}

function sameOrigin(first: string, second: string): boolean {
  return URL.parse(first)?.origin === URL.parse(second)?.origin;
}

function hostOf(address: string): string {
  return URL.parse(address)?.host.slice(0, 100) || 'The address';
}
