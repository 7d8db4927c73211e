import { HTMLRewriter } from 'html-rewriter-wasm';
import type { PageRewriter } from '../../domain/page-rewriting.ts';
import { pageElement } from '../web/page-element.ts';

/** lol-html as WebAssembly: the parser that the edge has built in. */
export const wasmPageRewriter: PageRewriter = {
  async rewrite(page, handlers) {
    const chunks: Uint8Array[] = [];
    const rewriter = new HTMLRewriter((chunk) => {
      // A chunk lies in the memory of the module, which goes on using it.
      if (chunk.byteLength > 0) chunks.push(chunk.slice());
    });
    try {
      for (const { selector, element } of handlers) {
        rewriter.on(selector, { element: (found) => element(pageElement(found)) });
      }
      await rewriter.write(page);
      await rewriter.end();
    } finally {
      rewriter.free();
    }
    return new Uint8Array(Buffer.concat(chunks));
  },
};
