import type { Config } from '../domain/config.ts';

/**
 * Whether a request that changes something comes from one of our own pages. Browsers say so in `Sec-Fetch-Site` (W3C
 * Fetch Metadata) or, over plain http and in older ones, in `Origin` (RFC 6454); who says neither is refused.
 */
export function isFromOwnPage(request: Request, { publicUrl }: Pick<Config, 'publicUrl'>): boolean {
  const site = request.headers.get('Sec-Fetch-Site');
  if (site !== null) return site === 'same-origin';
  const origin = request.headers.get('Origin');
  if (origin === null) return false;
  // Whoever ends TLS before us hands the request on as http: then the settings know the origin that the browser sees.
  return origin === publicUrl || origin === new URL(request.url).origin;
}
