export type Direction = 'ltr' | 'rtl';

const RTL_LANGUAGES = new Set(['ar', 'arc', 'ckb', 'dv', 'fa', 'he', 'ks', 'ps', 'sd', 'ug', 'ur', 'yi']);

/** Codes that X, old Java and others still write, with what BCP 47 calls them today; `''` means "no language". */
const OUTDATED: Record<string, string> = {
  iw: 'he',
  in: 'id',
  ji: 'yi',
  msa: 'ms',
  und: '',
  zxx: '',
  art: '',
};

/**
 * A clean BCP 47 tag (`fr`, `pt-BR`, `zh-Hans`) from whatever a page or a platform wrote (`fr_FR`, `iw`, `qme`).
 * Returns `undefined` where no language is meant.
 */
export function cleanLanguage(code: string | undefined): string | undefined {
  const tag = code?.trim().replaceAll('_', '-');
  if (!tag || tag.length > 35 || !/^[a-z]{2,3}(-[a-z0-9]{1,8})*$/i.test(tag)) return undefined;
  const [primary = '', ...rest] = tag.split('-');
  const lower = primary.toLowerCase();
  // qaa..qtz are private use (ISO 639-2); X marks "hashtags only" and the like with them.
  if (/^q[a-t][a-z]$/.test(lower)) return undefined;
  const current = OUTDATED[lower] ?? lower;
  if (!current) return undefined;
  try {
    return Intl.getCanonicalLocales([current, ...rest].join('-'))[0];
  } catch {
    return undefined;
  }
}

/** The direction in which a language is usually written. */
export function directionOf(language: string): Direction {
  const [primary = '', ...rest] = language.toLowerCase().split('-');
  if (rest.includes('latn')) return 'ltr';
  return RTL_LANGUAGES.has(primary) || rest.includes('arab') || rest.includes('hebr') ? 'rtl' : 'ltr';
}
