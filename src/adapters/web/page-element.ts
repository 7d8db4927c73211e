import type { PageElement } from '../../domain/page-rewriting.ts';

const MARKUP = { html: true };

/** An end tag as HTMLRewriter gives it, at the edge and as WebAssembly. */
interface FoundEndTag {
  name: string;
  before(markup: string, options: typeof MARKUP): unknown;
  after(markup: string, options: typeof MARKUP): unknown;
}

/** An element as HTMLRewriter gives it. */
interface FoundElement {
  tagName: string;
  getAttribute(name: string): string | null;
  before(markup: string, options: typeof MARKUP): unknown;
  prepend(markup: string, options: typeof MARKUP): unknown;
  after(markup: string, options: typeof MARKUP): unknown;
  onEndTag(handler: (end: FoundEndTag) => void): void;
}

/** The element of a page, whose parser is handed markup and never text. */
export function pageElement(found: FoundElement): PageElement {
  return {
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
  };
}
