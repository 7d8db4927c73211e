import type { Capture, Post } from '../domain/post.ts';
import { type CardContext, type CardFacts, cardFacts } from './card-facts.ts';
import { shownText } from './shown-text.ts';

/**
 * The quote card as plain text that ends in a line feed: the words, each line behind `> ` as in mail (RFC 3676, 4.5),
 * then who and when, then the address.
 */
export function renderTextCard(capture: Capture, context: CardContext): string {
  const facts = cardFacts(capture, context);
  const { post, permalink, status, media } = facts;
  const lines = [
    ...(post ? [...quoted(post, facts.warning), ''] : []),
    ...(media.length > 0 ? [...media, ''] : []),
    post ? `— ${signature(facts)}` : [facts.label, ...(facts.time ? [facts.time.text] : [])].join(', '),
    ...(permalink ? [permalink] : []),
    ...(status ? [status] : []),
  ];
  return `${lines.join('\n')}\n`;
}

function quoted({ text }: Post, warning: string | undefined): string[] {
  const lines = shownText(text).split('\n');
  return [...(warning ? [`[${warning}]`, ''] : []), ...lines.map((line) => (line ? `> ${line}` : '>'))];
}

function signature({ name, handle, platform, time }: CardFacts): string {
  const by = name && handle ? `${name} (${handle})` : (name ?? handle ?? '');
  return [by, platform, time?.text].filter(Boolean).join(', ');
}
