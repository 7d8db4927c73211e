import type { Element, ElementContent } from 'hast';
import { h } from 'hastscript';
import type { CardFacts } from './card-facts.ts';
import { filledWords } from './filled-words.ts';
import { editedText, linkTexts, pollTexts } from './plain-lines.ts';
import type { PostFacts } from './post-facts.ts';
import { LINK_REL, postParagraphs } from './post-markup.ts';

/**
 * What a post says, as plain paragraphs for feeds and mail: no class, no details, no element that a sanitiser drops.
 * A warning stands before the words; pictures behind a warning, or without a whole address, are lines that link to the post.
 */
export function flowBody(facts: PostFacts, card: CardFacts): Element[] {
  const { warning, note, linkCard } = facts;
  return [
    ...reply(facts),
    ...(warning ? [h('p', [h('strong', warning)])] : []),
    ...words(facts),
    ...media(facts, card),
    ...poll(facts, card),
    ...linkTexts(facts).map((line, at) => h('p', [flowLink(line, at === 0 ? linkCard?.url : undefined)])),
    ...(card.quote && facts === card ? [quoted(card.quote, card)] : []),
    ...(note ? [h('p', [h('strong', note.label), card.words.colon, h('bdi', note.text)])] : []),
  ];
}

/** "— Name (@handle), X, September 13, 2023 at 6:32 PM UTC", and when it was last edited. */
export function flowAttribution(facts: PostFacts, { platform, words: { comma } }: CardFacts): Element[] {
  const { name, handle, profile, permalink } = facts;
  const linkedHandle = handle && h('bdi', [flowLink(handle, permalink ? undefined : profile)]);
  const by = name
    ? [h('bdi', name), ...(linkedHandle ? [' (', linkedHandle, ')'] : [])]
    : [linkedHandle ?? ''];
  const when = facts.time?.text ?? (permalink ? facts.view : undefined);
  return [
    h('p', ['— ', ...by, comma + platform, ...(when ? [comma, flowLink(when, permalink)] : [])]),
    ...flowEdit(facts),
  ];
}

/** When a post was last edited. */
export function flowEdit(facts: PostFacts): Element[] {
  return editedText(facts).map((line) => h('p', [flowLink(line, facts.permalink)]));
}

/** Words that lead to an address, where there is one. */
export function flowLink(words: string, href: string | undefined): ElementContent {
  return href ? h('a', { href, rel: LINK_REL }, words) : { type: 'text', value: words };
}

function quoted(quote: PostFacts, card: CardFacts): Element {
  if (quote.post) return h('blockquote', [...flowBody(quote, card), ...flowAttribution(quote, card)]);
  const { status, permalink, view } = quote;
  return h('blockquote', [
    h('p', [h('em', status ?? '')]),
    ...(permalink ? [h('p', [flowLink(view, permalink)])] : []),
  ]);
}

function reply({ reply: to }: PostFacts): Element[] {
  return to ? [h('p', filledWords(to.pattern, h('bdi', [flowLink(to.handle, to.url)])))] : [];
}

function words({ post, postLanguage, postDirection }: PostFacts): Element[] {
  if (!post || post.text === '') return [];
  const paragraphs = postParagraphs(post);
  for (const paragraph of paragraphs) {
    paragraph.properties.dir = postDirection;
    if (postLanguage) paragraph.properties.lang = postLanguage;
  }
  return paragraphs;
}

function media({ media: all, warning, mediaWarning, permalink }: PostFacts, card: CardFacts): Element[] {
  const hidden = warning ?? mediaWarning;
  const lines = all.map(({ picture, isImage, description, line }) => {
    if (!picture || hidden || !card.absolute) return h('p', [flowLink(line, permalink)]);
    const { url, width, height } = picture;
    const image = h('img', { src: url, width, height, alt: isImage ? description : '' });
    const shown = isImage ? [image] : [image, h('br'), line];
    return h('p', permalink ? [h('a', { href: permalink, rel: LINK_REL }, shown)] : shown);
  });
  return mediaWarning && lines.length > 0 ? [h('p', [h('strong', mediaWarning)]), ...lines] : lines;
}

function poll(facts: PostFacts, card: CardFacts): Element[] {
  if (!facts.poll) return [];
  const options = pollTexts(facts, card).map((line) => h('li', line));
  return [h('ul', options), h('p', facts.poll.line)];
}
