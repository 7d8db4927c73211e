import { h } from 'hastscript';
import type { Desk } from '../desk.ts';
import { field } from '../forms.ts';
import { consolePage } from '../layout.ts';
import { rows, section } from '../parts.ts';
import { type KeptPost, POST_STATES, POSTS_A_PAGE, type PostQuery } from './post-records.ts';
import { postRow } from './post-row.ts';

/** The posts that are kept, a form to look for some, and one to take down any. */
export function renderPostList(
  desk: Desk,
  query: PostQuery,
  found: readonly KeptPost[],
  notice: string | undefined,
): string {
  const { words } = desk;
  const { state = '', words: looked = '', page } = query;
  const next = new URLSearchParams({
    ...(looked && { q: looked }),
    ...(state && { state }),
    page: String(page + 1),
  });
  const content = [
    h('form', { class: 'search', role: 'search', action: '/console/posts' }, [
      field({ name: 'q', label: words.posts.query, type: 'search', value: looked }),
      field({
        name: 'state',
        label: words.articles.state,
        value: state,
        options: [
          ['', words.articles.every],
          ...POST_STATES.map((name) => [name, words.postStates[name]] as const),
        ],
      }),
      h('button', { type: 'submit' }, words.frame.search),
    ]),
    rows(
      found.slice(0, POSTS_A_PAGE).map(({ capture }) => postRow(desk, capture)),
      words.posts.empty,
    ),
    found.length > POSTS_A_PAGE
      ? h('p', [h('a', { href: `/console/posts?${next}`, rel: 'next' }, words.posts.older)])
      : undefined,
    section(words.takedown.heading, [
      h('p', words.takedown.explained),
      h('form', { class: 'search', action: '/console/posts/takedown' }, [
        field({ name: 'url', label: words.takedown.address, type: 'url', code: true, required: true }),
        h('button', { type: 'submit' }, words.takedown.look),
      ]),
    ]),
  ];
  return consolePage({ desk, title: words.nav.posts, section: 'posts', notice, content });
}
