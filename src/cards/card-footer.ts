import type { Element, ElementContent } from 'hast';
import { h } from 'hastscript';
import { filledWords } from './filled-words.ts';
import type { PostFacts } from './post-facts.ts';
import { LINK_REL } from './post-markup.ts';
import type { ShownTime } from './post-time.ts';

/** What stands under the words: what became of the post, when it was written, where to read it there. */
export function cardFooter(facts: PostFacts): ElementContent[] {
  const { time, permalink, view, status, edited } = facts;
  const when = time ? [published(time)] : [];
  const change = edited
    ? filledWords(
        edited.pattern,
        h(
          'time',
          { class: 'dt-updated', datetime: edited.time.datetime, itemprop: 'dateModified' },
          edited.time.text,
        ),
      )
    : [];
  const line = permalink
    ? [
        h('a', { class: 'u-url', href: permalink, rel: LINK_REL, itemprop: 'url' }, [
          ...joined(when, change),
          ...(time || edited ? [' · '] : []),
          view,
        ]),
      ]
    : joined(when, change);
  const lines = [
    ...(status ? [h('p', { class: 'quote-card-status' }, status)] : []),
    ...(line.length > 0 ? [h('p', line)] : []),
  ];
  return lines.length > 0 ? [h('footer', lines)] : [];
}

/** When the post was written. */
export function published({ text, datetime }: ShownTime): Element {
  return h('time', { class: 'dt-published', datetime, itemprop: 'datePublished' }, text);
}

function joined(one: ElementContent[], other: ElementContent[]): ElementContent[] {
  const between: ElementContent[] =
    one.length > 0 && other.length > 0 ? [{ type: 'text', value: ' · ' }] : [];
  return [...one, ...between, ...other];
}
