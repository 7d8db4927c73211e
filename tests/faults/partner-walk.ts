import { ask } from './client.ts';
import { type Copy, copyOf } from './outside.ts';

interface Page {
  changes: (Parameters<typeof copyOf>[0] & { superseded?: true })[];
  next: string;
  more: boolean;
}

/** A partner that walks through every change once. */
export class PartnerWalk {
  readonly copies = new Map<string, Copy>();
  readonly #key: string;
  #next = '/partners/articles?limit=20';
  /** How many changes it was given. */
  taken = 0;

  constructor(key: string) {
    this.#key = key;
  }

  /** Takes the next page; what it was not given whole it asks for again. Returns the status. */
  async step(origin: string): Promise<number> {
    const { status, body } = await ask(origin, 'GET', this.#next, { Authorization: `Bearer ${this.#key}` });
    if (body === '') return status;
    const page = JSON.parse(body) as Page;
    for (const change of page.changes) if (!change.superseded) this.copies.set(change.id, copyOf(change));
    this.taken += page.changes.length;
    const { pathname, search } = new URL(page.next);
    this.#next = pathname + search;
    return page.changes.length > 0 || page.more ? 200 : status;
  }

  /** Takes all there is. */
  async catchUp(origin: string): Promise<void> {
    for (let before = -1; before !== this.taken; ) {
      before = this.taken;
      await this.step(origin);
    }
  }
}
