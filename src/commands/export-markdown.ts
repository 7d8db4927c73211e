import type { Element, ElementContent, RootContent } from 'hast';
import { fromHtml } from 'hast-util-from-html';
import { toHtml } from 'hast-util-to-html';
import { markdownAddress, markdownText } from '../cards/markdown-text.ts';

type Node = RootContent | ElementContent;

const HEADINGS: Record<string, string> = { h2: '## ', h3: '### ', h4: '#### ' };
const MARKS: Record<string, string> = { em: '*', i: '*', strong: '**', b: '**' };

/**
 * Sanitised HTML of an article as Markdown (CommonMark): paragraphs, headings, lists, quotations, code, links, emphasis,
 * pictures. What Markdown has no words for, tables among it, stays the HTML that Markdown lets stand.
 */
export function htmlAsMarkdown(html: string): string {
  return blocks(fromHtml(html, { fragment: true }).children).join('\n\n');
}

function blocks(nodes: readonly Node[]): string[] {
  return nodes.map(block).filter((text) => text.trim() !== '');
}

function block(node: Node): string {
  if (node.type === 'text') return node.value.trim() === '' ? '' : markdownText(node.value.trim(), true);
  if (node.type !== 'element') return '';
  const { tagName, children } = node;
  const heading = HEADINGS[tagName];
  if (heading) return `${heading}${inline(children)}`;
  if (tagName === 'p') return inline(children);
  if (tagName === 'blockquote') return prefixed(blocks(children).join('\n\n'), '> ', '> ');
  if (tagName === 'ul') return list(node, () => '- ');
  if (tagName === 'ol') return list(node, (index) => `${Number(node.properties.start ?? 1) + index}. `);
  if (tagName === 'hr') return '---';
  if (tagName === 'pre') return prefixed(textOf(node).replace(/\n$/, ''), '    ', '    ');
  if (tagName === 'figure' || tagName === 'figcaption') return blocks(children.map(figurePart)).join('\n\n');
  if (tagName === 'img') return inline([node]);
  return toHtml(node);
}

/** A picture and its caption are a paragraph each. */
function figurePart(node: ElementContent): Node {
  if (node.type !== 'element' || !['img', 'a', 'figcaption'].includes(node.tagName)) return node;
  const isFlow =
    node.tagName === 'figcaption' &&
    node.children.some((child) => child.type === 'element' && child.tagName === 'p');
  if (isFlow) return node;
  const children = node.tagName === 'figcaption' ? node.children : [node];
  return { type: 'element', tagName: 'p', properties: {}, children };
}

function list({ children }: Element, mark: (index: number) => string): string {
  const items = children.filter(
    (child): child is Element => child.type === 'element' && child.tagName === 'li',
  );
  return items
    .map((item, index) => {
      const isFlow = item.children.some(
        (child) =>
          child.type === 'element' &&
          ['p', 'ul', 'ol', 'blockquote', 'pre', 'figure'].includes(child.tagName),
      );
      const text = isFlow ? blocks(item.children).join('\n\n') : inline(item.children);
      const sign = mark(index);
      return prefixed(text, sign, ' '.repeat(sign.length));
    })
    .join('\n');
}

function inline(nodes: readonly Node[]): string {
  return nodes.map((node, index) => span(node, index === 0)).join('');
}

function span(node: Node, isFirst: boolean): string {
  if (node.type === 'text') return markdownText(node.value.replace(/\s+/g, ' '), isFirst);
  if (node.type !== 'element') return '';
  const { tagName, properties, children } = node;
  const mark = MARKS[tagName];
  const content = inline(children);
  if (mark) return content.trim() === content && content !== '' ? `${mark}${content}${mark}` : toHtml(node);
  if (tagName === 'a' && properties.href) return `[${content}](${markdownAddress(String(properties.href))})`;
  if (tagName === 'br') return '\\\n';
  if (tagName === 'img') {
    return `![${markdownText(String(properties.alt ?? ''))}](${markdownAddress(String(properties.src ?? ''))})`;
  }
  return toHtml(node);
}

function prefixed(text: string, first: string, rest: string): string {
  return text
    .split('\n')
    .map((line, index) => `${index === 0 ? first : rest}${line}`.trimEnd())
    .join('\n');
}

function textOf(node: Node): string {
  if (node.type === 'text') return node.value;
  return 'children' in node ? node.children.map(textOf).join('') : '';
}
