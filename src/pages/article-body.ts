import type { ElementContent } from 'hast';
import { h } from 'hastscript';
import type { CardContext } from '../cards/card-facts.ts';
import { quoteCard } from '../cards/quote-card.ts';
import type { Article, Block } from '../domain/article.ts';
import type { Capture, CaptureKey } from '../domain/post.ts';
import { storedHtml } from './document.ts';
import { voiceOf } from './words.ts';

/** The blocks of an article, with its posts as quote cards in their places. */
export function articleBody(
  { body, language }: Article,
  captures: ReadonlyMap<CaptureKey, Capture>,
  { onDeleted }: Pick<CardContext, 'onDeleted'>,
): ElementContent[] {
  const context: CardContext = { language, ...(onDeleted && { onDeleted }) };
  return body.flatMap((block) => {
    const rendered = renderBlock(block, captures, context);
    return rendered ? [rendered] : [];
  });
}

/** A paragraph that is a picture and nothing else. */
const PICTURE = /^<p>(?:<a [^<>]*>)?<img [^<>]*>(?:<\/a>)?<\/p>$/;

function renderBlock(
  block: Block,
  captures: ReadonlyMap<CaptureKey, Capture>,
  context: CardContext,
): ElementContent | undefined {
  if (block.type === 'embed') {
    const capture = captures.get(block.ref.capture);
    return capture && quoteCard(capture, context);
  }
  const { html } = block;
  // Wider than the page, it is moved in its place; so the keyboard has to reach it.
  if (html.startsWith('<table')) return h('div', tableFrame(context.language), [storedHtml(html)]);
  return PICTURE.test(html) ? h('div', { class: 'picture' }, [storedHtml(html)]) : storedHtml(html);
}

function tableFrame(language: string) {
  return { class: 'table', role: 'group', tabIndex: 0, ariaLabel: voiceOf(language).words.table };
}
