import type { Nodes } from 'hast';
import { isBlockTag, isSilentTag } from '../articles/html/html-nodes.ts';
import { parseHtml } from '../articles/html/html-tree.ts';
import { tidy } from '../articles/words.ts';

/**
 * The words of HTML as lines, one for each block that holds words of its own. Throws what parsing throws:
 * `Problem('html-too-deep')`, `Problem('invalid-article')`.
 */
export function linesOfHtml(html: string): string[] {
  const lines: string[] = [];
  let line = '';
  const end = () => {
    const text = tidy(line);
    if (text !== '') lines.push(text);
    line = '';
  };
  const walk = (node: Nodes): void => {
    if (node.type === 'text') line += node.value;
    if (node.type !== 'root' && node.type !== 'element') return;
    if (node.type === 'element' && isSilentTag(node.tagName)) return;
    const isApart = node.type === 'element' && (node.tagName === 'br' || isBlockTag(node.tagName));
    if (isApart) end();
    for (const child of node.children) walk(child);
    if (isApart) end();
  };
  walk(parseHtml(html));
  end();
  return lines;
}
