import type { Element, ElementContent } from 'hast';
import { h } from 'hastscript';
import { directionOf } from '../domain/language.ts';
import type { Capture } from '../domain/post.ts';
import { authorLine } from './author-line.ts';
import { type CardContext, type CardFacts, cardFacts } from './card-facts.ts';
import { cardFooter, published } from './card-footer.ts';
import { mediaList } from './media-list.ts';
import { platformMark } from './platform-mark.ts';
import { linkPreview, pollResult, readersNote, replyLine } from './post-additions.ts';
import type { PostFacts } from './post-facts.ts';
import { LINK_REL, postParagraphs, toMarkup } from './post-markup.ts';

/** The type of a post (schema.org). */
const POSTING = { itemscope: true, itemtype: 'https://schema.org/SocialMediaPosting' };

/**
 * The quote card of a post as a `<figure>`: its words as a quotation, and who said them, when and where, around it.
 * No script, no `id`, no picture but this service's own. Marked up as h-cite (microformats.org/wiki/h-cite) and as
 * schema.org/SocialMediaPosting. Without the post's words it is a link to the post, or says what became of it.
 */
export function quoteCard(capture: Capture, context: CardContext): Element {
  const facts = cardFacts(capture, context);
  const { language } = facts;
  return h(
    'figure',
    { class: 'quote-card h-cite', lang: language, dir: directionOf(language), ...POSTING },
    facts.post ? wordCard(facts) : bareCard(facts),
  );
}

/** The quote card as HTML. */
export function renderQuoteCard(capture: Capture, context: CardContext): string {
  return toMarkup(quoteCard(capture, context));
}

function wordCard(facts: CardFacts): ElementContent[] {
  return [
    h('figcaption', [...authorLine(facts), ' ', platformMark(facts.platform)]),
    ...replyLine(facts),
    ...folded(facts.warning, [
      ...content(facts, facts.language),
      ...(facts.quote ? [quotedCard(facts.quote, facts.language)] : []),
    ]),
    ...readersNote(facts),
    ...cardFooter(facts),
  ];
}

/** The words of a post and what hangs on them, which a warning can hide as a whole. */
function content(facts: PostFacts, language: string): ElementContent[] {
  return [
    ...quotation(facts),
    ...folded(facts.mediaWarning, mediaList(facts)),
    ...pollResult(facts, language),
    ...linkPreview(facts),
  ];
}

function folded(warning: string | undefined, hidden: ElementContent[]): ElementContent[] {
  return warning ? [h('details', [h('summary', [h('bdi', warning)]), ...hidden])] : hidden;
}

function quotation({ post, permalink, postLanguage, postDirection }: PostFacts): ElementContent[] {
  if (!post || (post.text === '' && post.media.length > 0)) return [];
  const place = { cite: permalink, lang: postLanguage ?? '', dir: postDirection };
  return [h('blockquote', { class: 'e-content', ...place, itemprop: 'articleBody' }, postParagraphs(post))];
}

/** The quoted post: a card within the card, or the line that says what became of it. */
function quotedCard(quote: PostFacts, language: string): Element {
  const marks = { class: 'quote-card-quote u-quotation-of h-cite', itemprop: 'sharedContent', ...POSTING };
  if (!quote.post) return h('figure', marks, [h('figcaption', [notice(quote)])]);
  return h('figure', marks, [
    h('figcaption', authorLine(quote)),
    ...folded(quote.warning, content(quote, language)),
    ...cardFooter(quote),
  ]);
}

function notice({ permalink, view, status }: PostFacts): Element {
  const link = permalink && h('a', { class: 'u-url', href: permalink, rel: LINK_REL }, view);
  return h('p', { class: 'quote-card-status' }, [status, ...(link ? [' ', link] : [])]);
}

function bareCard(facts: CardFacts): ElementContent[] {
  const { title, label, permalink, time, status, platform, words } = facts;
  const what = [
    ...(title ? [h('bdi', { class: 'p-name', itemprop: 'headline' }, title), h('br')] : []),
    h('bdi', label),
    ...(time ? [words.comma, published(time)] : []),
  ];
  const line = permalink
    ? [h('a', { class: 'u-url', href: permalink, rel: LINK_REL, itemprop: 'url' }, what)]
    : what;
  return [
    h('figcaption', [h('p', line), ' ', platformMark(platform)]),
    ...(status ? [h('footer', [h('p', { class: 'quote-card-status' }, status)])] : []),
  ];
}
