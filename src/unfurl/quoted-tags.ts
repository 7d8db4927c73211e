const NAMED: Record<string, string> = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'" };
/** More than a head has; characters of a tag; attributes of it that may be its name. They bound the work on hostile pages. */
const MAX_TAGS = 1000;
const MAX_TAG = 5000;
const MAX_NAMES = 3;

/**
 * The meta tags of a page as software finds them that has no parser: attributes in these quotes, `content` after the
 * name, the first of a name counts. One kind of quotes after the other.
 */
export function quotedTags(html: string, quotes: readonly string[]): Map<string, string> {
  const found = new Map<string, string>();
  for (const quote of quotes) {
    let start = nextTag(html, 0);
    for (let tags = 0; start >= 0 && tags < MAX_TAGS; tags++) {
      const tag = readTag(html.slice(start, start + MAX_TAG), quote);
      if (tag && !found.has(tag.name)) found.set(tag.name, decodeReferences(tag.content));
      start = nextTag(html, start + (tag?.length ?? 5));
    }
  }
  return found;
}

function nextTag(html: string, from: number): number {
  const tag = /<meta/gi;
  tag.lastIndex = from;
  return tag.exec(html)?.index ?? -1;
}

/** A tag whose name is the last attribute of that kind before its content. */
function readTag(text: string, quote: string): { name: string; content: string; length: number } | undefined {
  const names = [...upToBracket(text, 0).matchAll(new RegExp(`(?:name|property)=${quote}`, 'gi'))]
    .reverse()
    .slice(0, MAX_NAMES);
  for (const {
    0: { length },
    index,
  } of names) {
    const nameStart = index + length;
    const nameEnd = text.indexOf(quote, nameStart);
    if (nameEnd < 0) continue;
    const rest = upToBracket(text, nameEnd + 1);
    const content = [...rest.matchAll(new RegExp(`\\scontent=${quote}`, 'gi'))].at(-1);
    if (!content) continue;
    const contentStart = nameEnd + 1 + content.index + content[0].length;
    const contentEnd = text.indexOf(quote, contentStart);
    const end = contentEnd < 0 ? -1 : text.indexOf('>', contentEnd);
    if (end < 0) continue;
    return {
      name: text.slice(nameStart, nameEnd).toLowerCase(),
      content: text.slice(contentStart, contentEnd),
      length: end,
    };
  }
  return undefined;
}

function upToBracket(text: string, from: number): string {
  const bracket = text.indexOf('>', from);
  return text.slice(from, bracket < 0 ? text.length : bracket);
}

/** Decodes character references: numbers, and the five names that everybody knows. */
export function decodeReferences(text: string): string {
  return text.replace(
    /&(?:#x([0-9a-f]{1,6})|#(\d{1,7})|(amp|lt|gt|quot|apos));/gi,
    (reference, hex, decimal, name) => {
      if (name) return NAMED[name.toLowerCase()] ?? reference;
      const code = hex ? Number.parseInt(hex, 16) : Number(decimal);
      return code <= 0x10ffff ? String.fromCodePoint(code) : reference;
    },
  );
}
