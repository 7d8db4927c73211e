import { Marked } from 'marked';
import { Problem } from '../../domain/problem.ts';
import type { EmbedFinder } from '../embed-finder.ts';
import type { Findings, SourceContent } from '../findings.ts';
import { findGiven } from '../given-findings.ts';
import { readHtml } from '../html/html-article.ts';
import { splitFrontMatter } from './front-matter.ts';
import { closeComponents } from './markdown-components.ts';
import { refuseCostlyMarkdown } from './markdown-limits.ts';

const markdown = new Marked({ gfm: true, async: false });

/**
 * Reads Markdown (CommonMark with GitHub's tables, strikethrough and links) with YAML front matter. What front matter
 * states stands unless it is given otherwise; HTML in the text goes through the same sieve as any HTML.
 * Throws as `readHtml` does, and `Problem('html-too-deep')` for quotations and lists nested out of measure.
 */
export async function readMarkdown(
  text: string,
  findings: Findings,
  finder: EmbedFinder,
  address: string | undefined,
): Promise<SourceContent> {
  const { fields, body } = splitFrontMatter(text);
  refuseCostlyMarkdown(body);
  findGiven(findings, fields, 'markup', 0.95);
  return readHtml(closeComponents(toHtml(body)), findings, finder, findings.url?.value ?? address);
}

function toHtml(body: string): string {
  try {
    return markdown.parse(body, { async: false });
  } catch (cause) {
    if (!(cause instanceof RangeError)) throw cause;
    throw new Problem('html-too-deep', 'The Markdown nests quotations or lists too deeply. Flatten them.', {
      cause,
    });
  }
}
