import type { Capture } from '../domain/post.ts';
import { type CardContext, type CardFacts, cardFacts } from './card-facts.ts';
import { markdownAddress, markdownLink, markdownText } from './markdown-text.ts';
import { bareLabel, editedText, linkTexts, pollTexts } from './plain-lines.ts';
import type { PostFacts } from './post-facts.ts';
import { type Paragraph, postPieces } from './post-pieces.ts';

/**
 * The quote card as Markdown (CommonMark) that ends in a line feed: a block quote, the last lines of which say who,
 * where and when. Nothing of the post becomes markup.
 */
export function renderMarkdownCard(capture: Capture, context: CardContext): string {
  const facts = cardFacts(capture, context);
  const { status, permalink } = facts;
  const blocks = facts.post ? said(facts, facts) : [markdownLink(bareLabel(facts), permalink, true)];
  if (status) blocks.push(emphasis(status));
  return `${quoted(blocks)}\n`;
}

function said(facts: PostFacts, card: CardFacts): string[] {
  const { reply, warning, note, permalink, linkCard, poll } = facts;
  const quote = facts === card ? card.quote : undefined;
  return [
    ...(reply ? [filled(reply.pattern, markdownLink(reply.handle, reply.url))] : []),
    ...(warning ? [strong(warning)] : []),
    ...(facts.post?.text ? postPieces(facts.post).map(paragraph).filter(Boolean) : []),
    ...media(facts, card),
    ...pollTexts(facts, card).map((line) => `- ${markdownText(line, true)}`),
    ...(poll ? [markdownText(poll.line, true)] : []),
    ...linkTexts(facts).map((line, at) => markdownLink(line, at === 0 ? linkCard?.url : undefined, true)),
    ...(quote ? [quoteBlock(quote, card)] : []),
    ...(note ? [`${strong(note.label)}${card.words.colon}${markdownText(note.text)}`] : []),
    signature(facts, card),
    ...editedText(facts).map((line) => markdownLink(line, permalink, true)),
  ];
}

function paragraph(lines: Paragraph): string {
  const written = lines.map((line) =>
    line.map(({ text, url }, at) => markdownLink(text, url, at === 0)).join(''),
  );
  // A line break at the end of a paragraph would be a backslash (CommonMark 6.7).
  while (written.length > 0 && written.at(-1)?.trim() === '') written.pop();
  return written.join('\\\n');
}

function media({ media: all, warning, mediaWarning, permalink }: PostFacts, card: CardFacts): string[] {
  const hidden = warning ?? mediaWarning;
  const lines = all.map(({ picture, isImage, description, line }) => {
    if (!picture || !isImage || hidden || !card.absolute) return markdownLink(line, permalink, true);
    return `![${markdownText(description)}](${markdownAddress(picture.url)})`;
  });
  return mediaWarning && lines.length > 0 ? [strong(mediaWarning), ...lines] : lines;
}

function quoteBlock(quote: PostFacts, card: CardFacts): string {
  if (quote.post) return quoted(said(quote, card));
  const { status, permalink, view } = quote;
  return quoted([emphasis(status ?? ''), ...(permalink ? [markdownLink(view, permalink)] : [])]);
}

function signature(facts: PostFacts, { platform, words: { comma } }: CardFacts): string {
  const { name, handle, profile, permalink, time, view } = facts;
  const linked = handle && markdownLink(handle, profile);
  const by = name ? `${strong(name)}${linked ? ` (${linked})` : ''}` : (linked ?? '');
  const when = time?.text ?? (permalink ? view : undefined);
  return `— ${[by, markdownText(platform), when && markdownLink(when, permalink)].filter(Boolean).join(comma)}`;
}

/** Every line behind `> `, the blocks parted by an empty one. */
function quoted(blocks: string[]): string {
  const lines = blocks.join('\n\n').split('\n');
  return lines.map((line) => (line ? `> ${line}` : '>')).join('\n');
}

function filled(pattern: string, written: string): string {
  const [before = '', after = ''] = pattern.split(/\{[a-z]{1,20}\}/);
  return `${markdownText(before, true)}${written}${markdownText(after)}`;
}

function strong(text: string): string {
  return `**${markdownText(text)}**`;
}

function emphasis(text: string): string {
  return `*${markdownText(text)}*`;
}
