import type { Element } from 'hast';
import type { FoundEmbed } from '../domain/embed.ts';
import { cleanLanguage, type Direction } from '../domain/language.ts';
import { QUOTE_PLATFORMS } from '../domain/post.ts';
import { foundLink, foundPost } from './found-post.ts';
import { toTextLinks } from './markup-links.ts';
import { readMarkupText } from './markup-text.ts';
import { PLATFORM_TABLE } from './platforms/platform-table.ts';
import { attribute, findPostLink } from './post-link.ts';
import { readPrintedDate } from './printed-date.ts';
import { splitQuotedWords } from './quoted-words.ts';

/**
 * Reads a blockquote as an embedded post. It is one when it ends in `— NAME (@handle) DATE` linked to the post,
 * whatever its class; or when it has the platform's own class and such a link at its end. Everything else is
 * a quotation of the article's own: `undefined`.
 */
export async function readBlockquote(blockquote: Element): Promise<FoundEmbed | undefined> {
  const marked = QUOTE_PLATFORMS.find((platform) =>
    isMarked(blockquote, PLATFORM_TABLE[platform].embedClasses),
  );
  const markup = readMarkupText(blockquote, marked === 'bluesky');
  if (markup.incomplete) return undefined;
  const link = findPostLink(blockquote, markup, marked);
  if (!link) return undefined;
  const quoted = splitQuotedWords(markup.text, link, marked !== undefined);
  // What Mastodon's markup says is the card's own label; the words of the post are not in it.
  if (quoted?.words === '' || (marked === 'mastodon' && quoted)) {
    if (!marked) return undefined;
    return foundLink(link, { form: 'link', confidence: 0.95 });
  }
  if (!quoted) return undefined;
  return foundPost(
    {
      ...quoted,
      platform: link.platform,
      address: link.address,
      text: quoted.words,
      links: toTextLinks(markup.links, quoted.words.length),
      ...languageOf(blockquote),
      printed: readPrintedDate(quoted.printed),
    },
    { form: 'blockquote', confidence: marked ? (quoted.signed ? 0.99 : 0.8) : 0.95, url: link.raw },
  );
}

function isMarked(blockquote: Element, embedClasses: readonly string[]): boolean {
  const { className } = blockquote.properties;
  return Array.isArray(className) && embedClasses.some((name) => className.includes(name));
}

/** Of the first paragraph that has them. The `lang` of an old blockquote is that of the date, not of the words. */
function languageOf(blockquote: Element): {
  language?: string | undefined;
  direction?: Direction | undefined;
} {
  const paragraph = blockquote.children.find(
    (child): child is Element =>
      child.type === 'element' && child.tagName === 'p' && 'lang' in child.properties,
  );
  if (!paragraph) return {};
  const direction = attribute(paragraph.properties, 'dir')?.toLowerCase();
  return {
    language: cleanLanguage(attribute(paragraph.properties, 'lang')),
    direction: direction === 'rtl' || direction === 'ltr' ? direction : undefined,
  };
}
