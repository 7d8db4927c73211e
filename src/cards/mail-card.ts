import type { Element, ElementContent } from 'hast';
import { h } from 'hastscript';
import { directionOf } from '../domain/language.ts';
import type { Capture } from '../domain/post.ts';
import { type CardContext, type CardFacts, cardFacts } from './card-facts.ts';
import { flowBody, flowEdit, flowLink } from './flow-parts.ts';
import { bareLabel } from './plain-lines.ts';
import { toMarkup } from './post-markup.ts';

/** Holds 3:1 on white and on black: mail programs turn a mail dark as they like, and tell nobody. */
const LINE = '#8a8f98';

/**
 * The quote card for a mail: one table, every style at its element, no class. Words and links take the colour of the
 * mail around them, so that they are legible in whatever a mail program makes of its background.
 */
export function renderMailCard(capture: Capture, context: CardContext): string {
  const facts = cardFacts(capture, context);
  const { language, status } = facts;
  const dir = directionOf(language);
  const side = dir === 'rtl' ? 'right' : 'left';
  const content = facts.post ? said(facts) : [h('p', [flowLink(bareLabel(facts), facts.permalink)])];
  if (status) content.push(h('p', [h('em', status)]));
  for (const part of content) setStyles(part, side);
  const box = `border-${side}:3px solid ${LINE};padding:4px 16px;font:15px/1.5 sans-serif`;
  const table = {
    role: 'presentation',
    width: '100%',
    border: '0',
    cellpadding: '0',
    cellspacing: '0',
    lang: language,
    dir,
    style: 'max-width:560px;margin:16px 0',
  };
  return toMarkup(h('table', table, [h('tr', [h('td', { style: box }, content)])]));
}

function said(facts: CardFacts): Element[] {
  const { name, handle, profile, platform, permalink, time, view } = facts;
  const by: ElementContent[] = [
    ...(name ? [h('strong', [h('bdi', name)])] : []),
    ...(handle ? [h('bdi', [flowLink(handle, profile)])] : []),
  ];
  const where = [time?.text, permalink && view].filter(Boolean).join(' · ');
  return [
    h('p', [...by.flatMap((part) => [part, ' ']), `· ${platform}`]),
    ...flowBody(facts, facts),
    ...(where ? [h('p', [flowLink(where, permalink)])] : []),
    ...flowEdit(facts),
  ];
}

function setStyles(element: Element, side: string): void {
  const { tagName, properties } = element;
  const style = styleOf(tagName, properties.dir !== undefined, side);
  if (style) properties.style = style;
  for (const child of element.children) if (child.type === 'element') setStyles(child, side);
}

/** `words`: of a paragraph, that it is the post's own. */
function styleOf(tagName: string, words: boolean, side: string): string | undefined {
  if (tagName === 'p') return words ? 'margin:0 0 12px;font:19px/1.5 Georgia,serif' : 'margin:0 0 12px';
  if (tagName === 'a') return 'color:inherit';
  if (tagName === 'img') return 'max-width:100%;height:auto;border:0';
  if (tagName === 'ul') return `margin:0 0 12px;padding-${side}:20px`;
  if (tagName === 'blockquote')
    return `margin:0 0 12px;padding-${side}:12px;border-${side}:1px solid ${LINE}`;
  return undefined;
}
