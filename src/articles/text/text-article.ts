import type { RelatedLink } from '../../domain/article.ts';
import { Problem } from '../../domain/problem.ts';
import { refuseTooManyLines } from '../draft-limits.ts';
import type { EmbedFinder } from '../embed-finder.ts';
import type { Findings, SourceContent } from '../findings.ts';
import { LIMITS } from '../limits.ts';
import { isChrome, isListHeading, isSectionName } from '../printed-lines/page-line.ts';
import { isRelatedHeading, relatedTitle } from '../printed-lines/related-line.ts';
import { columns, endsSentence } from '../words.ts';
import { textBlocks } from './text-body.ts';
import { splitLines, type TextItem, textItems, unwrapParagraphs } from './text-lines.ts';
import { LONGEST_TITLE, readMasthead } from './text-masthead.ts';

/**
 * Reads a plain text, such as a page flattened by copy and paste: chrome and related links come out, posts become
 * embeds, the masthead fills `findings`, the rest is the body. The rules look at form and at lists of words per
 * language; every field they fill says how sure it is.
 * Throws `Problem('invalid-article')` over 10,000 lines, `Problem('no-article-found')` for a first line that is no title.
 */
export async function readText(
  body: string,
  findings: Findings,
  finder: EmbedFinder,
): Promise<SourceContent> {
  const lines = splitLines(body);
  refuseTooManyLines(lines);
  const items = unwrapParagraphs(await textItems(lines, finder));
  const { kept, related } = withoutPage(items);
  const rest = readMasthead(kept, findings);
  if (!findings.title) refuseProseForTitle(rest);
  return { ...textBlocks(rest), related };
}

/** Says of a first line that is no title why it is none. */
function refuseProseForTitle(items: readonly TextItem[]): void {
  const first = items.find((item) => item.type === 'line');
  if (first?.type !== 'line') return;
  const why =
    columns(first.text) > LONGEST_TITLE
      ? `the title of a text has ${LONGEST_TITLE} at most, in Chinese, Japanese and Korean half as many`
      : 'it ends as a paragraph does';
  const line = `The first line cannot be the title: it has ${first.text.length} characters, and ${why}.`;
  throw new Problem(
    'no-article-found',
    `${line} Send the title with the text, as title=… or in a line of its own.`,
  );
}

/** Takes out the lines of the page: chrome goes, links to other articles are kept apart. */
function withoutPage(items: readonly TextItem[]): { kept: TextItem[]; related: RelatedLink[] } {
  const kept: TextItem[] = [];
  const related: RelatedLink[] = [];
  const lastProse = items.findLastIndex(isProse);
  // The list a line may belong to: of related articles, `left` of them, or of others.
  let list: { related: boolean; left: number } | undefined;
  for (const [index, item] of items.entries()) {
    if (item.type === 'gap') {
      kept.push(item);
      continue;
    }
    if (item.type === 'embed' || isProse(item)) list = undefined;
    const line = item.type === 'line' ? item.text : '';
    const title = relatedTitle(line);
    if (title !== undefined) {
      related.push({ title });
    } else if (index > 0 && isRelatedHeading(line)) {
      // Inside the article such a heading stands before one title, at its end before any number of them.
      list = { related: true, left: index > lastProse ? LIMITS.related : 1 };
    } else if (index > lastProse && lastProse > -1 && isListHeading(line)) {
      list = { related: false, left: LIMITS.related };
    } else if (isChrome(line) && !(kept.length < 3 && isSectionName(line))) {
    } else if (list && list.left > 0) {
      list.left--;
      if (list.related) related.push({ title: line });
    } else {
      kept.push(item);
    }
  }
  return { kept, related: related.slice(0, LIMITS.related) };
}

function isProse(item: TextItem): boolean {
  return (
    item.type === 'line' && (columns(item.text) > 160 || (endsSentence(item.text) && columns(item.text) > 60))
  );
}
