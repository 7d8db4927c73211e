import { words } from '../words.ts';
import { dice } from './dice.ts';
import type { House } from './house.ts';

export const SECTIONS = 20;
export const TAGS = 20;
export const AUTHORS = 8;

const CORRECTED = 0.1;
const WITHDRAWN = 0.01;
const EMBARGOED = 0.03;
const WITH_PHOTO = 0.1;
const WITH_POST = 0.25;

/** Publishes at an even pace, and comes back to some of its articles. */
export interface Desk {
  published: number;
  corrected: number;
  withdrawn: number;
  /** Does what this minute brings; each time tells how long the service took, in milliseconds. */
  work(minute: number, onPublish: (ms: number) => void): Promise<void>;
}

export function openDesk(house: House, articlesADay: number): Desk {
  const later = new Map<number, (() => Promise<unknown>)[]>();
  const schedule = (minute: number, act: () => Promise<unknown>) =>
    later.set(minute, [...(later.get(minute) ?? []), act]);
  let owed = 0;
  const desk: Desk = {
    published: 0,
    corrected: 0,
    withdrawn: 0,
    async work(minute, onPublish) {
      for (owed += articlesADay / (24 * 60); owed >= 1; owed--) {
        const id = `piece-${++desk.published}`;
        const article = makeArticle(house.clock.now());
        const start = performance.now();
        await house.tell('PUT', `/articles/${id}`, article);
        onPublish(performance.now() - start);
        const fate = dice();
        const when = minute + 10 + Math.floor(dice() * 180);
        if (fate < CORRECTED) {
          schedule(when, async () => {
            await house.tell('PUT', `/articles/${id}`, { ...article, dek: words(12) });
            desk.corrected++;
          });
        } else if (fate < CORRECTED + WITHDRAWN) {
          schedule(when, async () => {
            await house.tell('DELETE', `/articles/${id}`);
            desk.withdrawn++;
          });
        }
      }
      for (const act of later.get(minute) ?? []) await act();
      later.delete(minute);
    },
  };
  return desk;
}

let posts = 0;

/** About 3 kB of text, one in four with a post, one in ten with a photo of its own, a few under an embargo of some hours. */
function makeArticle(now: Date): object {
  const pick = (many: number) => Math.floor(dice() * many);
  const paragraphs = Array.from({ length: 10 }, () => `<p>${words(50)}</p>`);
  if (dice() < WITH_POST) paragraphs.splice(3, 0, post());
  const hours = 1 + pick(4);
  return {
    title: words(9),
    dek: words(16),
    language: 'fr',
    section: `Section ${pick(SECTIONS)}`,
    tags: [`Tag ${pick(TAGS)}`, `Tag ${pick(TAGS)}`],
    authors: [`Author ${pick(AUTHORS)}`],
    html: paragraphs.join(''),
    pictureRights: 'syndicate',
    ...(dice() < WITH_PHOTO && { image: { url: `https://courier.example/photos/${pick(1e9)}.jpg` } }),
    ...(dice() < EMBARGOED && { embargoUntil: new Date(now.getTime() + hours * 3_600_000).toISOString() }),
  };
}

function post(): string {
  const id = 1_790_309_205_070_239_367n + BigInt(++posts);
  return `<blockquote class="twitter-tweet"><p lang="fr" dir="ltr">${words(20)}</p>&mdash; ${words(2)} (@handle${posts}) <a href="https://twitter.com/handle${posts}/status/${id}">14 mai 2024</a></blockquote>`;
}
