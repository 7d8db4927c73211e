import { FEED_FORMATS, type FeedFormat } from '../domain/feed.ts';

/** What a header may cost to read. */
const MAX_HEADER = 2000;

/** The members of a list header with their weights (RFC 9110 §12.4.2), in lower case; parameters other than `q` are passed over. */
function readWeights(header: string): Map<string, number> {
  const weights = new Map<string, number>();
  for (const member of header.slice(0, MAX_HEADER).toLowerCase().split(',')) {
    const [name = '', ...parameters] = member.split(';').map((part) => part.trim());
    const q = parameters.find((parameter) => /^q\s{0,9}=/.test(parameter))?.replace(/^q\s{0,9}=/, '');
    const weight = q === undefined ? 1 : Number(q);
    if (name && !weights.has(name)) weights.set(name, weight >= 0 && weight <= 1 ? weight : 0);
  }
  return weights;
}

const XML = ['application/xml', 'text/xml'];
const MEDIA_TYPES: Record<FeedFormat | 'html', string[]> = {
  rss: ['application/rss+xml', ...XML],
  atom: ['application/atom+xml', ...XML],
  json: ['application/feed+json', 'application/json'],
  html: ['text/html'],
};

/** What Java's HttpURLConnection asks for unless it is told otherwise, and with it many a feed reader. */
const JAVA_DEFAULT = /^text\/html, ?image\/gif, ?image\/jpeg/i;

/**
 * In which form a feed is to be shown to a reader with this `Accept` header: the page only where HTML is preferred to
 * the feed, as browsers do; on a tie, the feed. Without `format` all formats are on offer, RSS first.
 */
export function chooseForm(
  accept: string | null | undefined,
  format: FeedFormat | undefined,
): FeedFormat | 'html' {
  const formats = format ? [format] : FEED_FORMATS;
  const [first] = formats;
  if (first === undefined || !accept?.trim() || JAVA_DEFAULT.test(accept)) return first ?? 'rss';
  const weights = readWeights(accept);
  const weigh = (form: FeedFormat | 'html') => {
    const named = MEDIA_TYPES[form].flatMap((type) => weights.get(type) ?? []);
    if (named.length > 0) return Math.max(...named);
    const range = `${MEDIA_TYPES[form][0]?.split('/')[0]}/*`;
    return weights.get(range) ?? weights.get('*/*') ?? 0;
  };
  let chosen: FeedFormat | 'html' = first;
  for (const form of [...formats, 'html'] as const) if (weigh(form) > weigh(chosen)) chosen = form;
  return chosen;
}

/** The codings among `supported` that a reader takes (RFC 9110 §12.5.3), the one it likes best first, ours first on a tie. */
export function acceptedCodings<Coding extends string>(
  acceptEncoding: string | null | undefined,
  supported: readonly Coding[],
): Coding[] {
  const weights = readWeights(acceptEncoding ?? '');
  const weigh = (coding: Coding) => weights.get(coding) ?? weights.get('*') ?? 0;
  const plain = weights.get('identity') ?? 0;
  return supported
    .filter((coding) => weigh(coding) > 0 && weigh(coding) >= plain)
    .sort((a, b) => weigh(b) - weigh(a));
}

/** Whether a reader asks for what is new only (RFC 3229 §10.5.3, with the instance manipulation `feed`). */
export function wantsDelta(aIm: string | null | undefined): boolean {
  return (readWeights(aIm ?? '').get('feed') ?? 0) > 0;
}
