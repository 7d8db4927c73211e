/** What an address that somebody was given may stand for, likeliest first. */
export interface AskedAddress {
  /** The id of an article, where it is the address of our page of it. */
  article?: string;
  /** The card of a post, where it is one of its forms. */
  card?: { platform: string; id: string };
  /** The article that goes by one of these, the first one that there is. */
  canonical: string[];
}

const ARTICLE = /^\/articles\/([^/]{1,100}?)(?:\.(?:json|html))?\/?$/;
const CARD = /^\/cards\/([a-z]{1,20})\/([A-Za-z0-9._-]{1,200}?)(?:\.(?:mail\.html|html|md|json|txt|png))?$/;

/** Parameters that say where a reader came from, and nothing of what is to be read. */
const TRACKING =
  /^(?:utm_\w+|_hsenc|_hsmi|dclid|fbclid|gbraid|gclid|igshid|mc_[ce]id|msclkid|wbraid|xtor|yclid)$/;

/**
 * Reads the address that an oEmbed consumer sends: what a reader copied, with whatever was hung on it on the way. Our own
 * are told by their host and path. Another's may differ from how the publisher stated it in the scheme, a slash at the
 * end, the fragment, and parameters of tracking; as it is comes first. `undefined` where it is no web address.
 */
export function readAskedAddress(publicUrl: string, text: string): AskedAddress | undefined {
  const url = URL.parse(text.trim());
  if (!url || !/^https?:$/.test(url.protocol) || url.username || url.password) return undefined;
  const isOurs = url.host === URL.parse(publicUrl)?.host;
  const [, article] = (isOurs && ARTICLE.exec(url.pathname)) || [];
  const [, platform, id] = (isOurs && CARD.exec(url.pathname)) || [];
  return {
    ...(article && { article }),
    ...(platform && id && { card: { platform, id } }),
    canonical: variantsOf(url),
  };
}

function variantsOf(url: URL): string[] {
  const bare = new URL(url);
  bare.hash = '';
  for (const name of [...bare.searchParams.keys()]) if (TRACKING.test(name)) bare.searchParams.delete(name);
  // An empty query is written as a question mark of its own.
  if (bare.searchParams.size === 0) bare.search = '';
  const slashed = new URL(bare);
  slashed.pathname = bare.pathname.endsWith('/') ? bare.pathname.replace(/\/$/, '') : `${bare.pathname}/`;
  const found = [url, bare, slashed].flatMap(({ href }) => [href, otherScheme(href)]);
  return [...new Set(found)];
}

function otherScheme(href: string): string {
  return href.startsWith('https:') ? `http:${href.slice(6)}` : `https:${href.slice(5)}`;
}
