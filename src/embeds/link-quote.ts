import type { Element } from 'hast';
import type { FoundEmbed } from '../domain/embed.ts';
import type { LinkPlatform } from '../domain/post.ts';
import { foundLink, foundPost } from './found-post.ts';
import { toTextLinks } from './markup-links.ts';
import { readMarkupText } from './markup-text.ts';
import type { MarkupLink, MarkupText } from './markup-text-writer.ts';
import { type PhotoQuote, readPhotoQuote } from './photo-quote.ts';
import type { FoundAddress } from './platforms/find-address.ts';
import { LINK_RULES } from './platforms/platform-table.ts';
import { attribute } from './post-link.ts';
import { readDateAmongWords } from './printed-date.ts';

/** The words of a link platform's embed, with who said them and when. */
interface LinkQuote extends PhotoQuote {
  /** Where the text begins in the markup's own, in UTF-16 code units; absent where no links are to be found in it. */
  start?: number;
  printed?: string | undefined;
}

interface Mark {
  platform: LinkPlatform;
  classes: readonly string[];
  /** Where the markup holds the address. */
  attribute: string;
}

const MARKS: readonly Mark[] = [
  { platform: 'instagram', classes: ['instagram-media'], attribute: 'dataInstgrmPermalink' },
  { platform: 'threads', classes: ['text-post-media'], attribute: 'dataTextPostPermalink' },
  { platform: 'tiktok', classes: ['tiktok-embed'], attribute: 'cite' },
  { platform: 'facebook', classes: ['fb-xfbml-parse-ignore'], attribute: 'cite' },
  { platform: 'reddit', classes: ['reddit-card', 'reddit-embed-bq'], attribute: 'cite' },
];

/**
 * Reads a blockquote that has the class, or the attribute, of Instagram, Threads, TikTok, Facebook or Reddit, and a link
 * to the post. Its words are kept where they are the post's and their author is named; Reddit's markup has its title.
 */
export async function readLinkQuote(blockquote: Element): Promise<FoundEmbed | undefined> {
  const mark = markOf(blockquote);
  if (!mark) return undefined;
  const markup = readMarkupText(blockquote);
  const found = markup.incomplete ? undefined : findPost(blockquote, mark, markup);
  if (!found) return undefined;
  if (found.platform === 'reddit') return foundThread(found, markup);
  const quote = readWords(blockquote, found, markup);
  if (!quote?.text || !(quote.name || quote.handle)) {
    return foundLink(
      found,
      { form: 'link', confidence: 0.95 },
      quote?.handle ? { handle: quote.handle } : {},
    );
  }
  const { text, start = markup.text.length, name, handle, printed } = quote;
  const inText = markup.links
    .filter((link) => link.start >= start)
    .map((link) => ({ ...link, start: link.start - start, end: link.end - start }));
  return foundPost(
    {
      platform: found.platform,
      address: found.address,
      name,
      handle: handle || found.address.handle || '',
      text,
      links: toTextLinks(inText, text.length),
      printed,
    },
    { form: 'blockquote', confidence: 0.97, url: found.raw },
  );
}

function markOf({ properties }: Element): Mark | undefined {
  const classes = Array.isArray(properties.className) ? properties.className : [];
  return MARKS.find(
    (mark) =>
      mark.classes.some((name) => classes.includes(name)) ||
      (mark.attribute !== 'cite' && mark.attribute in properties),
  );
}

function findPost(blockquote: Element, mark: Mark, { links }: MarkupText): FoundAddress | undefined {
  const { platform } = mark;
  const { match } = LINK_RULES[platform];
  const own = attribute(blockquote.properties, mark.attribute);
  for (const raw of [own, ...links.map(({ href }) => href).slice(0, 50)]) {
    const address = raw && match(raw);
    if (address) return { platform, address, raw };
  }
  return undefined;
}

function readWords(blockquote: Element, found: FoundAddress, markup: MarkupText): LinkQuote | undefined {
  if (found.platform === 'instagram') return readPhotoQuote(blockquote, markup);
  if (found.platform === 'tiktok') return readVideoQuote(markup);
  return found.platform === 'facebook' ? readSignedQuote(found, markup) : undefined;
}

/** TikTok: the account, the caption, and the sound, which is none of the author's words. */
function readVideoQuote({ text, links }: MarkupText): LinkQuote | undefined {
  const account = links.find(({ href }) => /tiktok\.com\/@[A-Za-z0-9_.]{1,30}(?:[/?]|$)/.test(href));
  const handle = /^@([A-Za-z0-9_.]{1,30})$/.exec(account?.words.trim() ?? '')?.[1];
  if (!account || !handle) return undefined;
  const sound = links.findLast(({ href }) => /tiktok\.com\/music\//.test(href));
  const end = sound?.start ?? text.length;
  const start = account.end + (/^\s*/.exec(text.slice(account.end))?.[0].length ?? 0);
  return { text: text.slice(start, end).trimEnd(), start, name: '', handle };
}

/** Facebook: the words, then "Posted by NAME on DATE" in any language: the name is the last link but the post's own. */
function readSignedQuote({ address }: FoundAddress, { text, links }: MarkupText): LinkQuote | undefined {
  const { match } = LINK_RULES.facebook;
  const isPost = ({ href }: MarkupLink) => match(href)?.id === address.id;
  const author = links.findLast((link) => link.words.trim() !== '' && !isPost(link));
  if (!author) return undefined;
  const lineStart = text.lastIndexOf('\n', author.start) + 1;
  if (text.indexOf('\n', author.end) >= 0) return undefined;
  return {
    text: text.slice(0, lineStart).trimEnd(),
    start: 0,
    name: author.words.trim(),
    handle: '',
    printed: readDateAmongWords(text.slice(author.end)),
  };
}

function foundThread(found: FoundAddress, { links }: MarkupText): FoundEmbed {
  const { match } = LINK_RULES.reddit;
  const title = links.find(({ href, words }) => match(href)?.id === found.address.id && words.trim() !== '');
  const author = links.map(
    ({ href }) => /reddit\.com\/(?:user|u)\/([A-Za-z0-9_-]{3,20})\/?(?:\?|$)/.exec(href)?.[1],
  );
  return foundLink(
    found,
    { form: 'link', confidence: 0.97 },
    { title: title?.words.replace(/\s+/g, ' ').trim().slice(0, 300), handle: author.find((name) => name) },
  );
}
