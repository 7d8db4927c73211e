import type { PageRewriter } from '../../domain/page-rewriting.ts';
import { pageElement } from '../web/page-element.ts';

/** The edge's own HTMLRewriter (https://developers.cloudflare.com/workers/runtime-apis/html-rewriter/). */
export const edgePageRewriter: PageRewriter = {
  async rewrite(page, handlers) {
    const rewriter = new HTMLRewriter();
    for (const { selector, element } of handlers) {
      rewriter.on(selector, { element: (found) => element(pageElement(found)) });
    }
    // Without a body there is nothing that the parser would be given.
    const whole = rewriter.transform(new Response(page as Uint8Array<ArrayBuffer>));
    return new Uint8Array(await whole.arrayBuffer());
  },
};
