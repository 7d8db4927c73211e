import type { ElementContent } from 'hast';
import { h } from 'hastscript';
import { PLATFORM_NAMES } from '../../cards/platform-names.ts';
import type { TakedownReach } from '../../store/article-reach.ts';
import type { TakedownReport, TakedownSubject } from '../../store/takedown-records.ts';
import type { Desk } from '../desk.ts';
import { confirmation } from '../forms.ts';
import { consolePage } from '../layout.ts';
import { fill } from '../words/console-words.ts';

const SHOWN = 20;

/** Asks whether a post or an author is to be taken down, and says what that reaches. */
export function renderTakedown(
  desk: Desk,
  subject: TakedownSubject,
  reach: TakedownReport,
  counts: TakedownReach,
): string {
  const words = desk.words.takedown;
  const isAuthor = 'handle' in subject;
  const name = isAuthor ? `@${subject.handle}` : subject.id;
  const content = confirmation(desk, {
    action: '/console/posts/takedown',
    fields: { platform: subject.platform, subject: name },
    lead: isAuthor ? words.leadAuthor : words.leadPost,
    reach: [
      [words.captures, reach.captures.length],
      [words.pictures, reach.pictures],
      [words.articles, articlesIn(desk, reach.articles)],
      [words.feeds, counts.feeds],
      [words.previews, counts.previews],
      [words.subscribers, counts.subscribers],
      [words.partners, counts.partners],
      [words.endpoints, counts.endpoints],
    ],
    after: [words.forever],
    button: isAuthor ? words.buttonAuthor : words.buttonPost,
    back:
      isAuthor || reach.captures.length === 0
        ? '/console/posts'
        : `/console/posts/${subject.platform}/${name}`,
  });
  const title = fill(isAuthor ? words.titleAuthor : words.titlePost, {
    name,
    platform: PLATFORM_NAMES[subject.platform],
  });
  const trail = [{ href: '/console/posts', words: desk.words.nav.posts }];
  return consolePage({ desk, title, section: 'posts', trail, content });
}

function articlesIn({ language }: Desk, ids: readonly string[]): ElementContent {
  const number = new Intl.NumberFormat(language).format(ids.length);
  if (ids.length === 0) return { type: 'text', value: number };
  const shown = ids.slice(0, SHOWN).map((id) => h('li', [h('a', { href: `/console/articles/${id}` }, id)]));
  return h('div', [
    number,
    h('ul', { class: 'plain' }, [...shown, ...(ids.length > SHOWN ? [h('li', '…')] : [])]),
  ]);
}
