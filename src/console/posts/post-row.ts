import type { Element } from 'hast';
import { h } from 'hastscript';
import { PLATFORM_NAMES } from '../../cards/platform-names.ts';
import { type Capture, captureKey } from '../../domain/post.ts';
import type { Desk } from '../desk.ts';
import { foreign, moment } from '../parts.ts';

const TEXT_LENGTH = 160;

/** The state of a post, as a word in a frame. */
export function postMark({ words }: Desk, state: Capture['state']): Element {
  return h('span', { class: `state state-${state}` }, words.postStates[state]);
}

/** A post in a list. */
export function postRow(desk: Desk, capture: Capture): Element {
  const { platform, state, post, title, capturedAt } = capture;
  const key = captureKey(capture);
  const handle = post?.author.handle ?? capture.handle;
  const text = (post?.text || title || key).replace(/\s+/g, ' ');
  const shown = text.length > TEXT_LENGTH ? `${text.slice(0, TEXT_LENGTH).toWellFormed()}…` : text;
  return h('li', [
    h('p', { class: 'row-title' }, [
      h('a', { href: `/console/posts/${key}` }, [foreign(shown, post?.language)]),
      ' ',
      postMark(desk, state),
    ]),
    h('p', { class: 'row-facts' }, [
      PLATFORM_NAMES[platform],
      ' · ',
      ...(post?.author.name ? [foreign(post.author.name), ' '] : []),
      ...(handle ? [foreign(`@${handle}`), ' · '] : ['']),
      `${desk.words.posts.captured} `,
      moment(desk, capturedAt),
    ]),
  ]);
}
