/** What a publisher wants stored as one version. */
export interface Version {
  title: string;
  state: string;
}

interface Entry {
  known: Version[];
  /** Sent, and not answered: it may have been stored or not. */
  open?: Version;
}

/** What the publisher was told of its articles, version by version. */
export class Ledger {
  readonly #entries = new Map<string, Entry>();
  /** Answered requests to publish under an Idempotency-Key: the title by its key. */
  readonly keyed = new Map<string, { title: string; id?: string }>();
  /** Answered take-downs, and those that were begun. */
  readonly takenDown = new Map<string, 'begun' | 'done'>();
  /** The titles that an article of a source may have: the last that was answered, and what came after it. */
  readonly heard = new Map<string, (string | undefined)[]>();
  acknowledged = 0;
  unanswered = 0;

  ids(): string[] {
    return [...this.#entries.keys()];
  }

  newest(id: string): Version | undefined {
    return this.#entries.get(id)?.known.at(-1);
  }

  begin(id: string, open: Version): void {
    this.#entries.set(id, { known: [], ...this.#entries.get(id), open });
  }

  acknowledge(id: string): void {
    const entry = this.#entries.get(id);
    if (!entry?.open) return;
    this.#entries.set(id, { known: [...entry.known, entry.open] });
    this.acknowledged++;
  }

  /** Compares with what is stored, learns what became of what was not answered, and returns what is wrong. */
  settle(stored: ReadonlyMap<string, Version[]>): string[] {
    const faults: string[] = [];
    for (const [id, { known, open }] of this.#entries) {
      const there = stored.get(id) ?? [];
      const isSame = (list: Version[]) => JSON.stringify(list) === JSON.stringify(there);
      if (open) this.unanswered++;
      if (open && isSame([...known, open])) this.#entries.set(id, { known: [...known, open] });
      else if (isSame(known)) this.#entries.set(id, { known });
      else faults.push(`${id}: stored ${JSON.stringify(there)}, answered ${JSON.stringify(known)}`);
    }
    return faults;
  }

  /** The newest version of each article that is there. */
  state(): Map<string, Version> {
    return new Map(
      [...this.#entries].flatMap(([id, { known }]) => {
        const newest = known.at(-1);
        return newest ? [[id, newest] as const] : [];
      }),
    );
  }
}
