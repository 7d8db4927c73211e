import type { TextLink } from '../domain/post.ts';
import type { MarkupLink } from './markup-text-writer.ts';
import { readWebAddress } from './platforms/web-address.ts';
import { PICTURE_ADDRESS } from './text-links.ts';

/** The links to the web in the first `length` UTF-16 code units of a text, in order and without overlap. */
export function toTextLinks(links: readonly MarkupLink[], length: number): TextLink[] {
  const found: TextLink[] = [];
  let done = 0;
  for (const { start, end, href, words } of links) {
    const url = readWebAddress(href);
    if (!url || start < done || end > length || start === end) continue;
    // A tracking parameter says who embedded the post; it is no part of the address.
    if (url.searchParams.has('ref_src')) url.searchParams.delete('ref_src');
    found.push({ start, end, kind: kindOf(words), url: url.href });
    done = end;
  }
  return found;
}

function kindOf(words: string): TextLink['kind'] {
  if (/^[@＠]/.test(words)) return 'mention';
  if (/^[#＃]/.test(words)) return 'hashtag';
  return PICTURE_ADDRESS.test(words) ? 'media' : 'url';
}
