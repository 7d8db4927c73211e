import type { Capture } from '../domain/post.ts';
import { type CardContext, type CardFacts, cardFacts } from './card-facts.ts';
import { bareLabel, editedText, linkTexts, pollTexts, replyText, signature } from './plain-lines.ts';
import type { PostFacts } from './post-facts.ts';
import { shownText } from './shown-text.ts';

/**
 * The quote card as plain text that ends in a line feed: the words, each line behind `> ` as in mail (RFC 3676, 4.5),
 * a quoted post behind `> > `, then who and when, then the address.
 */
export function renderTextCard(capture: Capture, context: CardContext): string {
  const facts = cardFacts(capture, context);
  const { permalink, status } = facts;
  const lines = [
    ...(facts.post ? said(facts) : []),
    facts.post ? `— ${signature(facts, facts)}` : bareLabel(facts),
    ...(permalink ? [permalink] : []),
    ...editedText(facts),
    ...(status ? [status] : []),
  ];
  return `${lines.join('\n')}\n`;
}

function said(facts: CardFacts): string[] {
  const { warning, note, quote, words } = facts;
  return [
    ...block(replyText(facts, facts)),
    ...block(warning ? [`[${warning}]`] : []),
    ...block(quotation(facts)),
    ...block(additions(facts, facts)),
    ...block(quote ? quoted(quote, facts).map(behind) : []),
    ...block(note ? [`${note.label}${words.colon}${note.text}`] : []),
  ];
}

function quotation({ post }: PostFacts): string[] {
  return post && post.text !== '' ? shownText(post.text).split('\n').map(behind) : [];
}

function additions(facts: PostFacts, card: CardFacts): string[] {
  const { media, poll, linkCard, mediaWarning } = facts;
  return [
    ...(mediaWarning ? [`[${mediaWarning}]`] : []),
    ...media.map(({ line }) => line),
    ...pollTexts(facts, card).map((line) => `- ${line}`),
    ...(poll ? [poll.line] : []),
    ...linkTexts(facts),
    ...(linkCard ? [linkCard.url] : []),
  ];
}

function quoted(quote: PostFacts, card: CardFacts): string[] {
  const { permalink, warning } = quote;
  const address = permalink ? [permalink] : [];
  if (!quote.post) return [quote.status ?? '', ...address];
  return [
    ...block(replyText(quote, card)),
    ...block(warning ? [`[${warning}]`] : []),
    ...block(quotation(quote)),
    ...block(additions(quote, card)),
    `— ${signature(quote, card)}`,
    ...address,
    ...editedText(quote),
  ];
}

function behind(line: string): string {
  return line ? `> ${line}` : '>';
}

/** Lines with an empty one after them, if there are any. */
function block(lines: string[]): string[] {
  return lines.length > 0 ? [...lines, ''] : [];
}
