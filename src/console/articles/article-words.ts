import type { Article } from '../../domain/article.ts';
import { linesOfHtml } from '../plain-lines.ts';

/** What an article says, as plain text with a blank line between its parts; a post is named by its key. */
export function articleWords(article: Article): string {
  const { title, dek, section, authors, tags, image, rights, body } = article;
  const parts = [
    section,
    title,
    dek,
    authors.map(({ name }) => name).join(', '),
    tags.map((tag) => `#${tag}`).join(' '),
    image && [image.url, image.alt, image.credit].filter(Boolean).join('\n'),
    ...body.flatMap((block) =>
      block.type === 'html' ? linesOfHtml(block.html) : [`[${block.ref.capture}]`],
    ),
    rights,
  ];
  return parts.filter(Boolean).join('\n\n');
}
