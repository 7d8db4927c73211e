import type { ElementContent } from 'hast';
import { h } from 'hastscript';
import type { Block } from '../../domain/article.ts';
import type { FoundEmbed } from '../../domain/embed.ts';
import { refuseTooManyBlocks } from '../draft-limits.ts';
import { renderElement } from '../html/html-allowed.ts';
import { columns, endsSentence } from '../words.ts';
import type { TextItem } from './text-lines.ts';

/** Longest heading, in columns. */
const LONGEST_HEADING = 90;
const BULLET = /^(?:[•▪‣◦●■]\s{0,3}|[-*]\s{1,3})(?=\S)/u;

/** Makes blocks of the items under the masthead: paragraphs, headings, lists, posts. */
export function textBlocks(items: readonly TextItem[]): { body: Block[]; embeds: FoundEmbed[] } {
  const body: Block[] = [];
  const embeds: FoundEmbed[] = [];
  const solid = items.filter((item) => item.type !== 'gap');
  const headings = headingsAmong(solid);
  let bullets: ElementContent[] = [];
  const add = (element: ReturnType<typeof h>) => body.push({ type: 'html', html: renderElement(element) });
  const endList = () => {
    if (bullets.length > 0) add(h('ul', bullets));
    bullets = [];
  };
  solid.forEach((item, index) => {
    refuseTooManyBlocks(body.length);
    if (item.type === 'line' && isBullet(solid, index)) {
      bullets.push(h('li', item.text.replace(BULLET, '')));
      return;
    }
    endList();
    if (item.type === 'embed') {
      embeds.push(item.found);
      body.push({ type: 'embed', ref: item.found.ref });
    } else if (item.type === 'line') {
      add(h(headings.has(item) ? 'h2' : 'p', item.text));
    }
  });
  endList();
  return { body, embeds };
}

/**
 * Headings are short lines without the end of a sentence, each before a paragraph that is longer. A text with nearly as
 * many of them as paragraphs is a poem, a list or a table, and has none.
 */
function headingsAmong(items: readonly TextItem[]): Set<TextItem> {
  const found = new Set<TextItem>();
  items.forEach((item, index) => {
    const previous = items[index - 1];
    const next = items[index + 1];
    if (item.type !== 'line' || next?.type !== 'line' || !isHeadingLine(item.text)) return;
    if (previous && found.has(previous)) return;
    if (!isBullet(items, index) && columns(next.text) > 1.5 * columns(item.text) && isParagraph(next.text))
      found.add(item);
  });
  const paragraphs = items.filter((item) => item.type === 'line' && isParagraph(item.text)).length;
  return found.size > paragraphs * 0.7 ? new Set() : found;
}

function isHeadingLine(text: string): boolean {
  if (columns(text) > LONGEST_HEADING || /[.,;:…。、，；：،؛।–—-]["'”’»)]{0,2}$/u.test(text)) return false;
  if (/[!?！？؟]["'”’»)]{0,2}$/u.test(text) && columns(text) > 70) return false;
  return (
    !/^[\p{Ll}\p{Pd}@#&(]/u.test(text) && !/^["“«„].{0,200}["”»“]$/u.test(text) && /[\p{L}\p{N}]/u.test(text)
  );
}

function isParagraph(text: string): boolean {
  return columns(text) > 100 || (endsSentence(text) && columns(text) > 30);
}

/** A list has two items at least: one line with a hyphen in front may be anything. */
function isBullet(items: readonly TextItem[], index: number): boolean {
  const at = (position: number) => {
    const item = items[position];
    return item?.type === 'line' && BULLET.test(item.text);
  };
  return at(index) && (at(index - 1) || at(index + 1));
}
