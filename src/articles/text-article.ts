import type { RelatedLink } from '../domain/article.ts';
import type { EmbedFinder } from './embed-finder.ts';
import type { Findings, SourceContent } from './findings.ts';
import { isChrome, isSectionName } from './page-line.ts';
import { isRelatedHeading, relatedTitle } from './related-line.ts';
import { textBlocks } from './text-body.ts';
import { splitLines, type TextItem, textItems, unwrapParagraphs } from './text-lines.ts';
import { readMasthead } from './text-masthead.ts';
import { columns, endsSentence } from './words.ts';

/**
 * Reads a plain text, such as a page flattened by copy and paste: chrome and related links come out, posts become
 * embeds, the masthead fills `findings`, the rest is the body. The rules look at form and at lists of words per
 * language; every field they fill says how sure it is.
 */
export async function readText(
  body: string,
  findings: Findings,
  finder: EmbedFinder,
): Promise<SourceContent> {
  const items = unwrapParagraphs(await textItems(splitLines(body), finder));
  const { kept, related } = withoutPage(items);
  return { ...textBlocks(readMasthead(kept, findings)), related };
}

/** Takes out the lines of the page: chrome goes, links to other articles are kept apart. */
function withoutPage(items: readonly TextItem[]): { kept: TextItem[]; related: RelatedLink[] } {
  const kept: TextItem[] = [];
  const related: RelatedLink[] = [];
  const lastProse = items.findLastIndex(isProse);
  let listing = 0;
  items.forEach((item, index) => {
    if (item.type !== 'line') {
      if (item.type === 'embed') listing = 0;
      kept.push(item);
      return;
    }
    const title = relatedTitle(item.text);
    if (title !== undefined) {
      related.push({ title });
    } else if (isRelatedHeading(item.text) && index > 0) {
      // Inside the article such a heading stands before one title, at its end before any number of them.
      listing = index > lastProse ? items.length : 1;
    } else if (isChrome(item.text) && !(kept.length < 3 && isSectionName(item.text))) {
      return;
    } else if (listing > 0 && !isProse(item)) {
      listing--;
      related.push({ title: item.text });
    } else {
      listing = 0;
      kept.push(item);
    }
  });
  return { kept, related };
}

function isProse(item: TextItem): boolean {
  return (
    item.type === 'line' && (columns(item.text) > 160 || (endsSentence(item.text) && columns(item.text) > 60))
  );
}
