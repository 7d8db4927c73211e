import type { Root } from 'hast';
import { fromParse5 } from 'hast-util-from-parse5';
import { type DefaultTreeAdapterMap, defaultTreeAdapter, parse, type TreeAdapter } from 'parse5';
import { Problem } from '../../domain/problem.ts';
import { LIMITS } from '../limits.ts';
import { invalidArticle } from '../schema-problem.ts';

/**
 * Parses a page or a fragment of one as browsers do. Depth and number of nodes are counted while the tree grows, so
 * that hostile input costs no more than what is allowed.
 * Throws `Problem('html-too-deep')` over 200 open elements, `Problem('invalid-article')` over 100,000 nodes.
 */
export function parseHtml(html: string): Root {
  const document = parse(html, { treeAdapter: cappedAdapter(), scriptingEnabled: false });
  const tree = fromParse5(document);
  return tree.type === 'root' ? tree : { type: 'root', children: [] };
}

function cappedAdapter(): TreeAdapter<DefaultTreeAdapterMap> {
  let depth = 0;
  let nodes = 0;
  const count = () => {
    if (++nodes <= LIMITS.nodes) return;
    throw invalidArticle('The HTML', [
      { field: 'body', detail: `may have ${LIMITS.nodes} elements and texts at most` },
    ]);
  };
  const isText = (node: DefaultTreeAdapterMap['node'] | undefined) =>
    node !== undefined && defaultTreeAdapter.isTextNode(node);
  return {
    ...defaultTreeAdapter,
    createElement(tagName, ...given) {
      count();
      // `hastscript` takes a name for a selector: `<script#a>`, which is no script to a browser, would become one.
      return defaultTreeAdapter.createElement(tagName.replace(/[#.]/g, '-'), ...given);
    },
    createCommentNode(data) {
      count();
      return defaultTreeAdapter.createCommentNode(data);
    },
    // The parser hands over letters and spaces apart; what goes on in the text before is no new node.
    insertText(parent, text) {
      if (!isText(parent.childNodes.at(-1))) count();
      defaultTreeAdapter.insertText(parent, text);
    },
    insertTextBefore(parent, text, reference) {
      const index = parent.childNodes.lastIndexOf(reference);
      if (!isText(parent.childNodes[index - 1])) count();
      defaultTreeAdapter.insertTextBefore(parent, text, reference);
    },
    onItemPush() {
      if (++depth <= LIMITS.depth) return;
      throw new Problem(
        'html-too-deep',
        `The HTML has more than ${LIMITS.depth} elements inside each other. Close them, or send less of the page.`,
      );
    },
    onItemPop() {
      depth--;
    },
  };
}
