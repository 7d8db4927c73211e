import type { Element } from 'hast';
import { toHtml } from 'hast-util-to-html';

/**
 * Writes tags of a head. In attributes `<` and `>` are references too, which HTML does not ask for: software that looks
 * for `</head>` or a `>` by patterns then finds none in somebody's title.
 */
export function headMarkup(elements: readonly Element[]): string {
  return elements.map((element) => (element.children.length > 0 ? written(element) : tag(element))).join('');
}

function tag(element: Element): string {
  const inside = written(element).slice(1, -1);
  return `<${inside.replace(/[<>]/g, (bracket) => (bracket === '<' ? '&lt;' : '&gt;'))}>`;
}

function written(element: Element): string {
  return toHtml(element, { characterReferences: { useNamedReferences: true } });
}
