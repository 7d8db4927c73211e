/** One line of a group: the pattern of a path, normalised. */
export interface RobotsRule {
  allow: boolean;
  pattern: string;
}

/** A parser reads 500 KiB at least (RFC 9309 §2.5). */
const MAX_TEXT = 512 * 1024;
/** Longer patterns end here, as if by `*`: addresses are no longer. */
const MAX_PATTERN = 2048;
const MAX_RULES = 10_000;

/**
 * The rules of a robots.txt for a crawler: those of all groups that name its product token, else those for `*`
 * (RFC 9309 §2.2.1). Any text is read; what is no line of a group is passed over.
 */
export function readRobots(text: string, product: string): RobotsRule[] {
  const own: RobotsRule[] = [];
  const others: RobotsRule[] = [];
  let named = false;
  let groups: RobotsRule[][] = [];
  let inHeader = false;
  for (const line of text.slice(0, MAX_TEXT).split(/\r\n?|\n/)) {
    const [, name = '', value = ''] = /^\uFEFF?[ \t]*([A-Za-z-]{5,10})[ \t]*:[ \t]*([^#]*)/.exec(line) ?? [];
    const key = name.toLowerCase();
    if (key === 'user-agent') {
      if (!inHeader) groups = [];
      inHeader = true;
      const agent = value.trim();
      if (agent === '*') groups.push(others);
      else if (isProduct(agent, product)) {
        groups.push(own);
        named = true;
      }
    } else if (key === 'allow' || key === 'disallow') {
      inHeader = false;
      const pattern = normalisePattern(value.trim());
      // A rule without a path says nothing (§2.2.2).
      if (pattern === '') continue;
      for (const group of new Set(groups)) {
        if (group.length < MAX_RULES) group.push({ allow: key === 'allow', pattern });
      }
    }
  }
  return named ? own : others;
}

/** Only the token itself counts, in either case: `Name/1.0` names `Name` (§2.2.1). */
function isProduct(agent: string, product: string): boolean {
  return (/^[A-Za-z_-]+/.exec(agent)?.[0] ?? '').toLowerCase() === product.toLowerCase();
}

/**
 * Whether the rules let an address be fetched: the longest pattern that matches its path and query decides, `allow`
 * where two are as long (§2.2.2). `/robots.txt` itself always may be.
 */
export function isAllowed(rules: readonly RobotsRule[], address: string): boolean {
  const { pathname, search } = new URL(address);
  if (pathname === '/robots.txt') return true;
  const path = normalise(pathname + search);
  let best: RobotsRule | undefined;
  for (const rule of rules) {
    const length = best?.pattern.length ?? -1;
    if (rule.pattern.length < length || (rule.pattern.length === length && !rule.allow)) continue;
    if (matches(rule.pattern, path)) best = rule;
  }
  return best?.allow ?? true;
}

/** `*` stands for anything, a `$` at the end for the end (§2.2.3). Each part is looked for once, from the left. */
function matches(pattern: string, path: string): boolean {
  const isWhole = pattern.endsWith('$');
  const parts = (isWhole ? pattern.slice(0, -1) : pattern).split('*');
  const [first = ''] = parts;
  if (!path.startsWith(first)) return false;
  if (parts.length === 1) return !isWhole || path.length === first.length;
  let at = first.length;
  for (const part of parts.slice(1, isWhole ? -1 : undefined)) {
    const found = path.indexOf(part, at);
    if (found < 0) return false;
    at = found + part.length;
  }
  const last = parts.at(-1) ?? '';
  return !isWhole || (path.endsWith(last) && path.length - last.length >= at);
}

function normalisePattern(text: string): string {
  const pattern = normalise(text.slice(0, MAX_PATTERN)).replace(/\*{2,}/g, '*');
  if (pattern === '') return '';
  return pattern.startsWith('/') || pattern.startsWith('*') ? pattern : `/${pattern}`;
}

/** Octets beyond ASCII as `%XX`, unreserved ones as themselves (§2.2.2, RFC 3986 §2.3). */
function normalise(text: string): string {
  return text
    .toWellFormed()
    .replace(/[^\x21-\x7e]+/g, encodeURIComponent)
    .replace(/%([0-9A-Fa-f]{2})/g, (octet, hex: string) => {
      const character = String.fromCharCode(Number.parseInt(hex, 16));
      return /[A-Za-z0-9._~-]/.test(character) ? character : octet.toUpperCase();
    });
}
