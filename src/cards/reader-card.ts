import { h } from 'hastscript';
import type { Capture } from '../domain/post.ts';
import { type CardContext, cardFacts } from './card-facts.ts';
import { flowAttribution, flowBody, flowLink } from './flow-parts.ts';
import { bareLabel } from './plain-lines.ts';
import { toMarkup } from './post-markup.ts';

/**
 * The quote card for feed readers: a `<blockquote>` of paragraphs, the last of which says who, where and when.
 * It means the same when a reader drops every class, style, figure, details, footer and cite, and nothing in it is
 * what a reader's sanitiser takes away. Pictures need `publicUrl`.
 */
export function renderReaderCard(capture: Capture, context: CardContext): string {
  const facts = cardFacts(capture, context);
  const content = facts.post
    ? [...flowBody(facts, facts), ...flowAttribution(facts, facts)]
    : [h('p', [flowLink(bareLabel(facts), facts.permalink)])];
  if (facts.status) content.push(h('p', [h('em', facts.status)]));
  return toMarkup(h('blockquote', content));
}
