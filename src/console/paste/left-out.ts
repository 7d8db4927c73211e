import type { Source } from '../../articles/source.ts';
import type { ArticleDraft } from '../../domain/article.ts';
import { linesOfHtml } from '../plain-lines.ts';

const MAX_LINES = 3000;
const MAX_LENGTH = 1_000_000;

/**
 * The lines of a source that are in none of the fields of the article made from it, nor in its text: what was taken for
 * the page around it. Markdown has nothing around it.
 */
export function leftOut({ type, body }: Source, draft: ArticleDraft): string[] {
  if (type === 'markdown') return [];
  const source = body.slice(0, MAX_LENGTH);
  const lines = type === 'text' ? source.split('\n') : linesOfHtml(source);
  const kept = keptLines(draft).map(bare).join('\n').slice(0, MAX_LENGTH);
  return lines
    .slice(0, MAX_LINES)
    .map((line) => line.trim())
    .filter((line) => {
      const words = bare(line);
      return words !== '' && !kept.includes(words);
    });
}

function keptLines({
  title,
  dek,
  section,
  authors,
  tags,
  image,
  rights,
  related,
  body,
  embeds,
}: ArticleDraft): string[] {
  const posts = embeds.flatMap(({ capture: { post, title: name, handle, url } }) => [
    post?.text.replace(/\s+/g, ' '),
    ...(post?.text.split('\n') ?? []),
    post?.author.name,
    post?.author.handle ?? handle,
    name,
    url,
  ]);
  return [
    title,
    dek,
    section,
    ...authors.map(({ name }) => name),
    ...tags,
    image?.alt,
    image?.credit,
    rights,
    ...related.map((link) => link.title),
    ...body.flatMap((block) => (block.type === 'html' ? linesOfHtml(block.html) : [])),
    ...posts,
  ].filter((line) => line !== undefined);
}

/** Letters and digits alone: quotation marks and spaces are set in order on the way. */
function bare(line: string): string {
  return line.toLowerCase().replace(/[^\p{L}\p{N}]+/gu, '');
}
