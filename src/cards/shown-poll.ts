import type { Instant } from '../domain/instant.ts';
import type { Poll } from '../domain/post.ts';
import type { CardWords } from './card-words/card-words.ts';
import { shownTime } from './post-time.ts';
import { shownLine } from './shown-text.ts';

/** A poll as shares of its votes. How many voted is never shown: it is out of date as soon as it is copied. */
export interface ShownPoll {
  options: { label: string /** Whole per cents. */; percent?: number; share?: string }[];
  /** "Final result of the poll, September 13, 2023 at 6:32 PM UTC" */
  line: string;
}

const MAX_OPTIONS = 20;

/** What a card shows of a poll that was copied at `capturedAt`; `undefined` where it has no options. */
export function shownPoll(
  poll: Poll | undefined,
  words: CardWords,
  language: string,
  capturedAt: Instant,
): ShownPoll | undefined {
  if (!poll || poll.options.length === 0) return undefined;
  const options = poll.options.slice(0, MAX_OPTIONS);
  const votes = options.map((option) => option.votes);
  const counted = votes.every((count) => count !== undefined && Number.isFinite(count) && count >= 0);
  const total = counted ? votes.reduce((sum: number, count) => sum + (count ?? 0), 0) : 0;
  const format = new Intl.NumberFormat(language, { style: 'percent' });
  const end = shownTime(poll.endsAt ? { at: poll.endsAt, precision: 'minute' } : undefined, language);
  const ended = poll.endsAt !== undefined && poll.endsAt <= capturedAt;
  return {
    options: options.map(({ label, votes: count = 0 }) => {
      if (total <= 0) return { label: shownLine(label) };
      const share = count / total;
      // Releases of CLDR differ in which no-break space they put before the sign.
      const text = format.format(share).replaceAll('\u202f', '\u00a0');
      return { label: shownLine(label), percent: Math.round(share * 100), share: text };
    }),
    line: end ? (ended ? words.pollFinal : words.pollInterim).replace('{time}', () => end.text) : words.poll,
  };
}
