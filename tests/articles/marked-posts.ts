import type { ElementContent, Root } from 'hast';
import type { EmbedFinder } from '../../src/articles/embed-finder.ts';
import { elements, innerText } from '../../src/articles/html/html-nodes.ts';
import type { FoundEmbed } from '../../src/domain/embed.ts';

/** Finds what a test marks as a post: `<blockquote data-post="1">` and texts like `POST 1` in HTML, lines that begin with `POST ` in text. */
export const markedPosts: EmbedFinder = {
  async findInTree(root: Root) {
    const found: (FoundEmbed & { node: ElementContent })[] = [];
    for (const node of elements(root)) {
      for (const child of node.children) {
        const id = child.type === 'text' && /^\s*POST (\d+)\s*$/.exec(child.value)?.[1];
        if (id) found.push({ node: child, ...post(id, innerText(child), 'flattened-text') });
      }
      const id = node.tagName === 'blockquote' ? node.properties.dataPost : undefined;
      if (id !== undefined) found.push({ node, ...post(String(id), innerText(node), 'blockquote') });
    }
    return found;
  },
  async findInText(lines) {
    return lines.flatMap((line, start) =>
      line.startsWith('POST ')
        ? [{ start, end: start + 1, ...post(line.slice(5), line, 'flattened-text') }]
        : [],
    );
  },
};

function post(id: string, text: string, form: 'blockquote' | 'flattened-text'): FoundEmbed {
  return {
    ref: { platform: 'x', capture: `x/${id}`, form, confidence: 1 },
    capture: {
      platform: 'x',
      id,
      state: 'unknown',
      sources: ['markup'],
      post: {
        platform: 'x',
        author: { name: 'A' },
        text,
        links: [],
        direction: 'auto',
        media: [],
        truncated: false,
      },
    },
  };
}
