import type { Element, ElementContent } from 'hast';
import { h } from 'hastscript';
import { directionOf } from '../domain/language.ts';
import type { Capture, Post } from '../domain/post.ts';
import { type CardContext, type CardFacts, cardFacts } from './card-facts.ts';
import { LINK_REL, postParagraphs, toMarkup } from './post-markup.ts';

/**
 * The quote card of a post as a `<figure>`: its words as a quotation, and who said them, when and where, around it.
 * No script, no picture from elsewhere, no `id`. Marked up as h-cite (microformats.org/wiki/h-cite) and as
 * schema.org/SocialMediaPosting. Without the post's words it is a link to the post, or says what became of it.
 */
export function quoteCard(capture: Capture, context: CardContext): Element {
  const facts = cardFacts(capture, context);
  const { language } = facts;
  return h(
    'figure',
    {
      class: 'quote-card h-cite',
      lang: language,
      dir: directionOf(language),
      itemscope: true,
      itemtype: 'https://schema.org/SocialMediaPosting',
    },
    facts.post ? wordCard(facts, facts.post) : linkCard(facts),
  );
}

/** The quote card as HTML. */
export function renderQuoteCard(capture: Capture, context: CardContext): string {
  return toMarkup(quoteCard(capture, context));
}

function wordCard(facts: CardFacts, post: Post): ElementContent[] {
  const { warning } = facts;
  const words = [quotation(facts, post), ...media(facts)];
  return [
    h('figcaption', [...author(facts), h('span', { class: 'quote-card-platform' }, facts.platform)]),
    ...(warning ? [h('details', [h('summary', [h('bdi', warning)]), ...words])] : words),
    ...footer(facts),
  ];
}

function author({ name, handle, profile }: CardFacts): ElementContent[] {
  const initial = /[\p{L}\p{N}]\p{M}*/u.exec(name ?? handle ?? '')?.[0];
  const marks = { itemprop: 'author', itemscope: true, itemtype: 'https://schema.org/Person' };
  const content = [
    ...(name ? [h('bdi', { class: 'p-name', itemprop: 'name' }, name)] : []),
    ...(name && handle ? [' '] : []),
    ...(handle
      ? [h('bdi', { class: 'quote-card-handle p-nickname', itemprop: 'alternateName' }, handle)]
      : []),
  ];
  return [
    ...(initial
      ? [h('span', { class: 'quote-card-initial', ariaHidden: 'true' }, initial.toUpperCase())]
      : []),
    profile
      ? h('a', { class: 'p-author h-card', href: profile, rel: LINK_REL, ...marks }, content)
      : h('span', { class: 'p-author h-card', ...marks }, content),
  ];
}

function quotation({ permalink, postLanguage, postDirection }: CardFacts, post: Post): Element {
  return h(
    'blockquote',
    {
      class: 'e-content',
      cite: permalink,
      lang: postLanguage ?? '',
      dir: postDirection,
      itemprop: 'articleBody',
    },
    postParagraphs(post),
  );
}

function media({ media: lines, permalink }: CardFacts): ElementContent[] {
  if (lines.length === 0) return [];
  const item = (line: string) =>
    h('li', [permalink ? h('a', { href: permalink, rel: LINK_REL }, [h('bdi', line)]) : h('bdi', line)]);
  return [h('ul', { class: 'quote-card-media' }, lines.map(item))];
}

function footer({ time, permalink, view, status }: CardFacts): ElementContent[] {
  const when = time
    ? [h('time', { class: 'dt-published', datetime: time.datetime, itemprop: 'datePublished' }, time.text)]
    : [];
  const link = [...when, ...(time ? [' · '] : []), view];
  const line = permalink
    ? [h('a', { class: 'u-url', href: permalink, rel: LINK_REL, itemprop: 'url' }, link)]
    : when;
  const told = status ? [h('p', { class: 'quote-card-status' }, status)] : [];
  return line.length + told.length > 0
    ? [h('footer', [...told, ...(line.length > 0 ? [h('p', line)] : [])])]
    : [];
}

function linkCard({ label, permalink, time, status, platform }: CardFacts): ElementContent[] {
  const what = [
    h('bdi', label),
    ...(time
      ? [
          ', ',
          h('time', { class: 'dt-published', datetime: time.datetime, itemprop: 'datePublished' }, time.text),
        ]
      : []),
  ];
  return [
    h('figcaption', [
      h(
        'p',
        [
          permalink
            ? h('a', { class: 'u-url', href: permalink, rel: LINK_REL, itemprop: 'url' }, what)
            : what,
        ].flat(),
      ),
      h('span', { class: 'quote-card-platform' }, platform),
    ]),
    ...(status ? [h('footer', [h('p', { class: 'quote-card-status' }, status)])] : []),
  ];
}
