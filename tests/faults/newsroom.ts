import type { Chance } from './chance.ts';
import { ask, Unexpected } from './client.ts';
import type { Ledger } from './ledger.ts';
import { PUBLIC_URL, pause } from './mortal-service.ts';
import type { Outside } from './outside.ts';
import type { PartnerWalk } from './partner-walk.ts';

export const TOPIC = `${PUBLIC_URL}/feeds/all.json`;
/** Articles of this section are posted to Bluesky. */
export const POSTED = 'Wire';
const READERS = 12;
const POSTS = 60;
/** In place of a status: nothing was asked for this time. */
const NOTHING = 1;

export interface NewsroomPorts {
  ledger: Ledger;
  chance: Chance;
  outside: Outside;
  partner: PartnerWalk;
  sourceSecret: string;
}

const postId = (number: number) => `17900000000000${String(10_000 + number)}`;
/** The words of a post: nobody else says them. */
export const wordsOf = (id: string) => `words of the post ${id}`;

/** A day in a newsroom: many people at work at once, each on things of their own, until the service dies. */
export class Newsroom {
  readonly #ports: NewsroomPorts;
  readonly faults: string[] = [];
  readonly reading = new Set<string>();
  #count = 0;
  #answered = 0;
  #isClosed = false;

  constructor(ports: NewsroomPorts) {
    this.#ports = ports;
  }

  /** Works on `origin` until it answers no more, or the day is over. */
  async work(origin: string): Promise<void> {
    this.#isClosed = false;
    const lanes = [
      this.#publish('a'),
      this.#publish('b'),
      this.#file(),
      this.#takeDown(),
      this.#listen(),
      this.#subscribe(),
    ];
    const others = [this.#read(), (service: string) => this.#ports.partner.step(service)];
    await Promise.all([...lanes, ...others].map((lane) => this.#repeat(lane, origin)));
  }

  /** Ends the day: whoever has nothing to ask for would not hear that nobody answers. */
  close(): void {
    this.#isClosed = true;
  }

  /** Waits until so many requests were answered from now on, or for so long. */
  async answers(count: number, milliseconds: number): Promise<void> {
    const enough = this.#answered + count;
    const until = performance.now() + milliseconds;
    while (this.#answered < enough && performance.now() < until) await pause(5);
  }

  async #repeat(step: (origin: string) => Promise<number>, origin: string): Promise<void> {
    try {
      for (let status = await step(origin); status > 0 && !this.#isClosed; status = await step(origin)) {
        if (status !== NOTHING) this.#answered++;
        await pause(20 + this.#ports.chance.below(120));
      }
    } catch (error) {
      if (!(error instanceof Unexpected)) throw error;
      this.faults.push(error.message);
    }
  }

  /** New articles, corrections, withdrawals, and articles that come back; those of one desk one after the other. */
  #publish(desk: string) {
    const { ledger, chance } = this.#ports;
    return async (origin: string): Promise<number> => {
      const own = ledger.ids().filter((id) => id.startsWith(`${desk}-`));
      const id =
        own.length === 0 || chance.inHundred(35) ? `${desk}-${own.length}` : (chance.pick(own) ?? '');
      const newest = ledger.newest(id);
      if (newest?.state === 'live' && chance.inHundred(25)) {
        ledger.begin(id, { title: newest.title, state: 'withdrawn' });
        return this.#acknowledge(id, await ask(origin, 'DELETE', `/articles/${id}`));
      }
      const title = this.#title(id);
      ledger.begin(id, { title, state: 'live' });
      const body = this.#article({ title, section: Number(id.slice(2)) % 3 === 0 ? POSTED : 'Local' });
      return this.#acknowledge(id, await ask(origin, 'PUT', `/articles/${id}`, { body }));
    };
  }

  #acknowledge(id: string, { status }: { status: number }): number {
    if (status > 0) this.#ports.ledger.acknowledge(id);
    return status;
  }

  #title(id: string): string {
    return `The ${this.#count++}th word on ${id}`;
  }

  #article(fields: { title: string; section: string; id?: string }): string {
    const post = postId(this.#ports.chance.below(POSTS));
    const html = `<p>All of it.</p><blockquote class="twitter-tweet"><p>${wordsOf(post)}</p>&mdash; Ada (@ada) <a href="https://x.com/ada/status/${post}">June 3, 2024</a></blockquote><p>That was it.</p>`;
    return JSON.stringify({ language: 'en', ...fields, html });
  }

  /** Sends what names no id, under a key; sends it again under the same key where no answer came. */
  #file() {
    const { ledger } = this.#ports;
    return async (origin: string): Promise<number> => {
      const [open] = [...ledger.keyed].filter(([, { id }]) => id === undefined);
      const key = open?.[0] ?? `key-${ledger.keyed.size}`;
      const title = open?.[1].title ?? this.#title(key);
      ledger.keyed.set(key, { title });
      const body = JSON.stringify({ title, section: 'Local', language: 'en', html: '<p>Without an id.</p>' });
      const { status, body: told } = await ask(origin, 'POST', '/articles', { body, 'Idempotency-Key': key });
      const id = told ? (JSON.parse(told) as { id: string }).id : undefined;
      if (id) ledger.keyed.set(key, { title, id });
      return status;
    };
  }

  #takeDown() {
    const { ledger, chance } = this.#ports;
    return async (origin: string): Promise<number> => {
      if (chance.inHundred(80)) return NOTHING;
      const [open] = [...ledger.takenDown].find(([, state]) => state === 'begun') ?? [];
      // Some are left, or no article would quote anything in the end.
      const id = open ?? postId(chance.below(POSTS / 2));
      if (!open && ledger.takenDown.has(id)) return NOTHING;
      ledger.takenDown.set(id, 'begun');
      const { status } = await ask(origin, 'DELETE', `/cards/x/${id}`);
      if (status > 0) ledger.takenDown.set(id, 'done');
      return status;
    };
  }

  /** What a source tells by its webhook. */
  #listen() {
    const { ledger, chance, sourceSecret } = this.#ports;
    return async (origin: string): Promise<number> => {
      if (chance.inHundred(60)) return NOTHING;
      const id = `heard-${chance.below(8)}`;
      const title = this.#title(id);
      ledger.heard.set(id, [...(ledger.heard.get(id) ?? [undefined]), title]);
      const body = JSON.stringify({
        id,
        title,
        language: 'en',
        section: 'Heard',
        html: '<p>From a source of ours.</p>',
      });
      const { status } = await ask(origin, 'POST', '/sources/agency/webhook', {
        body,
        Authorization: `Bearer ${sourceSecret}`,
      });
      if (status > 0) ledger.heard.set(id, [title]);
      return status;
    };
  }

  #subscribe() {
    const { chance, outside } = this.#ports;
    return async (origin: string): Promise<number> => {
      if (chance.inHundred(70) && this.reading.size > 0) return NOTHING;
      const path = `/readers/${chance.below(READERS)}`;
      const form = { 'hub.mode': 'subscribe', 'hub.topic': TOPIC, 'hub.callback': outside.readers + path };
      const body = new URLSearchParams(form).toString();
      const { status } = await ask(origin, 'POST', '/hub', {
        body,
        'Content-Type': 'application/x-www-form-urlencoded',
      });
      if (status > 0) this.reading.add(path);
      return status;
    };
  }

  /** Readers of feeds, cards and pictures: whatever they ask for, the service does not fail. */
  #read() {
    const { ledger, chance } = this.#ports;
    return async (origin: string): Promise<number> => {
      const id = chance.pick(ledger.ids()) ?? 'a-0';
      const paths = [
        '/feeds/all.rss',
        '/feeds/all.atom',
        `/feeds/all.json`,
        `/articles/${id}`,
        `/previews/${id}`,
      ];
      const answers = [200, 302, 404, 410];
      const { status } = await ask(origin, 'GET', chance.pick(paths) ?? '/', {
        expected: answers,
        Authorization: '',
      });
      return status;
    };
  }
}
