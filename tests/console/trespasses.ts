import type { Nodes } from 'hast';
import { fromHtml } from 'hast-util-from-html';

/** What a browser would do that no page of the console asks it to. */
export function trespasses(html: string): string[] {
  const found: string[] = [];
  const walk = (node: Nodes): void => {
    if (node.type === 'element') {
      const { tagName, properties } = node;
      const { src, href, action } = properties;
      if (tagName === 'script' && src !== '/console.js') found.push('a script');
      if (/^(?:iframe|object|embed|base|style|video|audio|source)$/.test(tagName)) found.push(tagName);
      if (src !== undefined && !/^\/(?!\/)/.test(String(src))) found.push(`src=${src}`);
      if (action !== undefined && !/^\/console(?:\/|$)/.test(String(action))) found.push(`action=${action}`);
      if (href !== undefined && !/^(?:https?:\/\/|\/(?!\/)|#)/.test(String(href))) found.push(`href=${href}`);
      for (const name of Object.keys(properties)) if (/^(?:on|style$|srcset$)/i.test(name)) found.push(name);
    }
    if ('children' in node) node.children.forEach(walk);
  };
  walk(fromHtml(html));
  return found;
}
