import type { Element, ElementContent } from 'hast';
import { h } from 'hastscript';
import type { Capture } from '../domain/post.ts';
import { type CardContext, type CardFacts, cardFacts } from './card-facts.ts';
import { filledWords } from './filled-words.ts';
import { bareLabel, editedText, linkTexts, pollTexts } from './plain-lines.ts';
import type { PostFacts } from './post-facts.ts';
import { LINK_REL, postParagraphs, toMarkup } from './post-markup.ts';

/**
 * The quote card for feed readers: a `<blockquote>` of paragraphs, the last of which says who, where and when.
 * It means the same when a reader drops every class, style, figure, details, footer and cite, and nothing in it is
 * what a reader's sanitiser takes away. A warning stands before the words; what is sensitive is a line and a link.
 */
export function renderReaderCard(capture: Capture, context: CardContext): string {
  const facts = cardFacts(capture, context);
  const content = facts.post ? words(facts, facts) : [h('p', [link(bareLabel(facts), facts.permalink)])];
  if (facts.status) content.push(h('p', [h('em', facts.status)]));
  return toMarkup(h('blockquote', content));
}

function words(facts: PostFacts, card: CardFacts): Element[] {
  const { warning, note } = facts;
  return [
    ...reply(facts),
    ...(warning ? [h('p', [h('strong', warning)])] : []),
    ...paragraphs(facts),
    ...media(facts, card),
    ...poll(facts, card),
    ...linkTexts(facts).map((line, at) => h('p', [link(line, at === 0 ? facts.linkCard?.url : undefined)])),
    ...(card.quote && facts === card ? [quoted(card.quote, card)] : []),
    ...(note ? [h('p', [h('strong', note.label), card.words.colon, h('bdi', note.text)])] : []),
    h('p', attribution(facts, card)),
    ...editedText(facts).map((line) => h('p', [link(line, facts.permalink)])),
  ];
}

function quoted(quote: PostFacts, card: CardFacts): Element {
  if (quote.post) return h('blockquote', words(quote, card));
  return h('blockquote', [h('p', [h('em', quote.status ?? '')]), ...viewLine(quote)]);
}

function viewLine({ permalink, view }: PostFacts): Element[] {
  return permalink ? [h('p', [link(view, permalink)])] : [];
}

function reply({ reply: to }: PostFacts): Element[] {
  return to ? [h('p', filledWords(to.pattern, link(to.handle, to.url)))] : [];
}

function paragraphs({ post, postLanguage, postDirection }: PostFacts): Element[] {
  if (!post || post.text === '') return [];
  const marked = postParagraphs(post);
  for (const paragraph of marked) {
    paragraph.properties.dir = postDirection;
    if (postLanguage) paragraph.properties.lang = postLanguage;
  }
  return marked;
}

function media({ media: all, warning, mediaWarning, permalink }: PostFacts, card: CardFacts): Element[] {
  const hidden = warning ?? mediaWarning;
  const lines = all.map(({ picture, isImage, description, line }) => {
    if (!picture || hidden || !card.absolute) return h('p', [link(line, permalink)]);
    const { url, width, height } = picture;
    const image = h('img', { src: url, width, height, alt: isImage ? description : line });
    const shown = permalink ? h('a', { href: permalink, rel: LINK_REL }, [image]) : image;
    return h('p', isImage ? [shown] : [shown, h('br'), text(line)]);
  });
  return mediaWarning && lines.length > 0 ? [h('p', [h('strong', mediaWarning)]), ...lines] : lines;
}

function poll(facts: PostFacts, card: CardFacts): Element[] {
  if (!facts.poll) return [];
  const options = pollTexts(facts, card).map((line) => h('li', line));
  return [h('ul', options), h('p', facts.poll.line)];
}

function attribution(facts: PostFacts, { platform, words: { comma } }: CardFacts): ElementContent[] {
  const { name, handle, profile, permalink, time, view } = facts;
  const linkedHandle = handle ? link(handle, permalink ? undefined : profile) : undefined;
  const by = name
    ? [h('bdi', name), ...(linkedHandle ? [text(' ('), linkedHandle, text(')')] : [])]
    : [linkedHandle ?? text('')];
  const when = time?.text ?? (permalink ? view : undefined);
  return [text('— '), ...by, text(comma + platform), ...(when ? [text(comma), link(when, permalink)] : [])];
}

function link(words: string, href: string | undefined): ElementContent {
  return href ? h('a', { href, rel: LINK_REL }, words) : text(words);
}

function text(value: string): ElementContent {
  return { type: 'text', value };
}
