import type { Element, Nodes } from 'hast';
import { fromHtml } from 'hast-util-from-html';

/** The fields of the form that has this button, as a browser would send them. */
export function formFields(html: string, button: string): Record<string, string> {
  const form = elementsOf(fromHtml(html)).find(
    ({ tagName, ...node }) =>
      tagName === 'form' &&
      elementsOf(node as Element).some((child) => child.tagName === 'button' && textOf(child) === button),
  );
  const fields: Record<string, string> = {};
  for (const { tagName, properties, ...node } of form ? elementsOf(form) : []) {
    const name = String(properties.name ?? '');
    if (tagName === 'input') fields[name] = String(properties.value ?? '');
    if (tagName === 'textarea') fields[name] = textOf(node as Element);
    if (tagName === 'select') {
      const chosen = elementsOf(node as Element).find((option) => option.properties.selected);
      fields[name] = String(chosen?.properties.value ?? '');
    }
  }
  return fields;
}

function elementsOf(node: Nodes): Element[] {
  const children = 'children' in node ? node.children : [];
  return children.flatMap((child) => (child.type === 'element' ? [child, ...elementsOf(child)] : []));
}

function textOf(node: Nodes): string {
  if (node.type === 'text') return node.value;
  return 'children' in node ? node.children.map(textOf).join('') : '';
}
