import { LIMITS } from './limits.ts';

/**
 * The absolute http or https URL that `text` stands for, in the form of the URL Standard, or `undefined`:
 * other schemes, credentials in the address, more than 2,048 characters, or a relative link without `base`.
 */
export function webUrl(text: string | undefined, base?: string): string | undefined {
  const trimmed = text?.trim();
  if (!trimmed || trimmed.length > LIMITS.url) return undefined;
  const url = URL.parse(trimmed, base);
  if (!url || (url.protocol !== 'https:' && url.protocol !== 'http:')) return undefined;
  if (url.username || url.password || url.href.length > LIMITS.url) return undefined;
  return url.href;
}
