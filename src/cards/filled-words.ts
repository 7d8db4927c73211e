import type { ElementContent } from 'hast';

/** A phrase of the card's own with a node in the place of its `{…}`. */
export function filledWords(pattern: string, node: ElementContent): ElementContent[] {
  const [before = '', after = ''] = pattern.split(/\{[a-z]{1,20}\}/);
  return [...textOf(before), node, ...textOf(after)];
}

function textOf(value: string): ElementContent[] {
  return value ? [{ type: 'text', value }] : [];
}
