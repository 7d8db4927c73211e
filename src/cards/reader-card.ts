import type { ElementContent } from 'hast';
import { h } from 'hastscript';
import type { Capture, Post } from '../domain/post.ts';
import { type CardContext, type CardFacts, cardFacts } from './card-facts.ts';
import { LINK_REL, postParagraphs, toMarkup } from './post-markup.ts';

/**
 * The quote card for feed readers and mail: a `<blockquote>` of paragraphs, the last of which says who and when.
 * It means the same when a reader drops every class, style, figure, footer and cite.
 */
export function renderReaderCard(capture: Capture, context: CardContext): string {
  const facts = cardFacts(capture, context);
  const content = facts.post ? words(facts, facts.post) : [h('p', label(facts))];
  if (facts.status) content.push(h('p', [h('em', facts.status)]));
  return toMarkup(h('blockquote', content));
}

function words(facts: CardFacts, post: Post): ElementContent[] {
  const { warning, media, postLanguage, postDirection } = facts;
  const paragraphs = postParagraphs(post);
  for (const paragraph of paragraphs) {
    paragraph.properties.dir = postDirection;
    if (postLanguage) paragraph.properties.lang = postLanguage;
  }
  return [
    ...(warning ? [h('p', [h('strong', warning)])] : []),
    ...paragraphs,
    ...media.map((line) => h('p', line)),
    h('p', attribution(facts)),
  ];
}

function attribution({ name, handle, profile, permalink, time, view }: CardFacts): ElementContent[] {
  const linkedHandle = handle ? link(handle, permalink ? undefined : profile) : undefined;
  const by = name
    ? [h('bdi', name), ...(linkedHandle ? [text(' ('), linkedHandle, text(')')] : [])]
    : [linkedHandle ?? text('')];
  const when = time?.text ?? (permalink ? view : undefined);
  return [text('— '), ...by, ...(when ? [text(', '), link(when, permalink)] : [])];
}

function label({ label: heading, time, permalink }: CardFacts): ElementContent[] {
  return [link(time ? `${heading}, ${time.text}` : heading, permalink)];
}

function link(words: string, href: string | undefined): ElementContent {
  return href ? h('a', { href, rel: LINK_REL }, words) : text(words);
}

function text(value: string): ElementContent {
  return { type: 'text', value };
}
