const MOST = 5000;

interface Tagged {
  state: string;
  etag: string;
}

/**
 * The entity tags of pages, by the digest of what each was made of: a page that is asked for again and has not changed
 * need not be made to be answered 304. In memory, so that another version of the program, which may make another page of
 * the same, begins anew.
 */
export class PageValidators {
  readonly #known = new Map<string, Tagged>();

  /** `undefined` where the page was not made of this state here, or not lately. */
  find(articleId: string, state: string): string | undefined {
    const known = this.#known.get(articleId);
    return known?.state === state ? known.etag : undefined;
  }

  keep(articleId: string, tagged: Tagged): void {
    if (this.#known.size >= MOST && !this.#known.has(articleId)) this.#known.clear();
    this.#known.set(articleId, tagged);
  }
}
