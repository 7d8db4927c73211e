import type { Element, ElementContent } from 'hast';
import { h, s } from 'hastscript';
import { directionOf } from '../domain/language.ts';
import { filledWords } from './filled-words.ts';
import type { PostFacts } from './post-facts.ts';
import { LAZY, LINK_REL } from './post-markup.ts';

/** In CSS pixels. */
const BAR_HEIGHT = 6;

/** "Replying to @handle". */
export function replyLine({ reply }: PostFacts): ElementContent[] {
  if (!reply) return [];
  const { pattern, handle, url } = reply;
  const who = h('bdi', handle);
  const to = url ? h('a', { class: 'u-in-reply-to', href: url, rel: LINK_REL }, [who]) : who;
  return [h('p', { class: 'quote-card-reply' }, filledWords(pattern, to))];
}

/** The options of a poll with their shares in words and as bars, and when that was or will be. */
export function pollResult({ poll }: PostFacts, language: string): ElementContent[] {
  if (!poll) return [];
  const options = poll.options.map(({ label, percent, share }) =>
    h('li', [
      h('bdi', label),
      ...(share === undefined || percent === undefined
        ? []
        : [' ', h('span', share), bar(percent, language)]),
    ]),
  );
  return [h('ul', { class: 'quote-card-poll' }, options), h('p', { class: 'quote-card-reply' }, poll.line)];
}

// Drawn and not a background, which printers leave out; without a style it is still a bar.
function bar(percent: number, language: string): Element {
  const x = directionOf(language) === 'rtl' ? `${100 - percent}%` : undefined;
  const shape = { width: `${percent}%`, height: BAR_HEIGHT };
  return s('svg', { width: '100%', height: BAR_HEIGHT, fill: 'currentColor', ariaHidden: 'true' }, [
    s('rect', { x, ...shape }),
  ]);
}

/** The page that a post links to, as the platform described it. */
export function linkPreview({ linkCard }: PostFacts): ElementContent[] {
  if (!linkCard) return [];
  const { url, title, description, host, picture } = linkCard;
  const image = picture && {
    src: picture.url,
    width: picture.width,
    height: picture.height,
    alt: '',
    ...LAZY,
  };
  return [
    h('p', { class: picture?.sized === false ? 'quote-card-link quote-card-frames' : 'quote-card-link' }, [
      h('a', { href: url, rel: LINK_REL }, [
        ...(image ? [h('img', image)] : []),
        h('b', [h('bdi', title)]),
        h('br'),
        ...(description ? [h('bdi', description), h('br')] : []),
        h('bdi', host),
      ]),
    ]),
  ];
}

/** What readers of the platform added to the post. */
export function readersNote({ note }: PostFacts): ElementContent[] {
  return note
    ? [h('p', { class: 'quote-card-note' }, [h('b', note.label), h('br'), h('bdi', note.text)])]
    : [];
}
