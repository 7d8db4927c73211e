import type { PageRewriter } from '../../domain/page-rewriting.ts';

const MARKUP = { html: true };

/** The edge's own HTMLRewriter (https://developers.cloudflare.com/workers/runtime-apis/html-rewriter/). */
export const edgePageRewriter: PageRewriter = {
  async rewrite(page, handlers) {
    const rewriter = new HTMLRewriter();
    for (const { selector, element } of handlers) {
      rewriter.on(selector, {
        element: (found) =>
          element({
            tagName: found.tagName,
            getAttribute: (name) => found.getAttribute(name),
            before: (markup) => void found.before(markup, MARKUP),
            prepend: (markup) => void found.prepend(markup, MARKUP),
            after: (markup) => void found.after(markup, MARKUP),
            onEndTag: (handler) =>
              found.onEndTag((end) =>
                handler({
                  name: end.name,
                  before: (markup) => void end.before(markup, MARKUP),
                  after: (markup) => void end.after(markup, MARKUP),
                }),
              ),
          }),
      });
    }
    // Without a body there is nothing that the parser would be given.
    const whole = rewriter.transform(new Response(page as Uint8Array<ArrayBuffer>));
    return new Uint8Array(await whole.arrayBuffer());
  },
};
