/** An element of a page that is read from its beginning to its end, as far as its start tag says what it is. */
export interface PageElement {
  /** In lower case. */
  readonly tagName: string;
  getAttribute(name: string): string | null;
  /** Puts markup before the start tag. */
  before(markup: string): void;
  /** Puts markup after the start tag. */
  prepend(markup: string): void;
  /** Puts markup after an element without an end tag. */
  after(markup: string): void;
  /**
   * Is called at the end tag that closes the element: its own, or one further out where its own is missing. Not called
   * where the page ends first. Throws for an element that has no end tag (`meta`, `link`, …).
   */
  onEndTag(handler: (end: PageEndTag) => void): void;
}

/** The end tag at which an element was closed. */
export interface PageEndTag {
  /** In lower case; another one than the element's where its own is missing. */
  readonly name: string;
  /** Puts markup before the end tag. */
  before(markup: string): void;
  /** Puts markup after the end tag. */
  after(markup: string): void;
}

/** What is to be done at the elements that a selector finds: a list of CSS selectors without combinators. */
export interface PageHandler {
  selector: string;
  element(element: PageElement): void;
}

/**
 * A parser that goes through a page once and lets markup be put in (lol-html, in both runtimes). Bytes that nothing was
 * put into come out as they went in, whatever the encoding, as long as it is compatible with ASCII. Markup is ASCII.
 */
export interface PageRewriter {
  /** Rejects where the parser cannot be sure of the page's structure, and with what a handler throws. */
  rewrite(page: Uint8Array, handlers: readonly PageHandler[]): Promise<Uint8Array>;
}

/** What the publisher's own server answered. */
export interface OriginAnswer {
  /** As it was sent, content coding included; redirects are not followed. To be answered as it is. */
  response: Response;
  /**
   * Reads the body without its content coding, in place of the response's, until there are more than `limit` bytes of
   * it. `undefined` where the coding is none that can be undone; nothing was read then.
   */
  readBody(limit: number): Promise<OriginBody> | undefined;
}

/** The beginning of a body. */
export interface OriginBody {
  bytes: Uint8Array<ArrayBuffer>;
  /** What comes after it, where it is not the whole; errors where the body broke off, or nothing came for too long. */
  rest?: ReadableStream<Uint8Array>;
}

/** The way to the publisher's own server, which is the only place that it leads to. */
export interface Origin {
  /** Rejects where the server cannot be reached, or does not begin to answer in time. */
  fetch(request: OriginRequest): Promise<OriginAnswer>;
}

/** A request as it is to be sent to the publisher's own server. */
export interface OriginRequest {
  method: string;
  /** Begins with a slash. */
  pathAndQuery: string;
  headers: Headers;
  body: ReadableStream<Uint8Array> | null;
}
