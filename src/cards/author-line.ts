import type { ElementContent } from 'hast';
import { h } from 'hastscript';
import type { PostFacts } from './post-facts.ts';
import { LAZY, LINK_REL } from './post-markup.ts';

/** In CSS pixels. */
const AVATAR_SIZE = 36;

/** Who wrote a post: their picture or their initial, their name and handle, linked to their profile. */
export function authorLine(facts: PostFacts): ElementContent[] {
  const { name, handle, profile } = facts;
  const marks = { itemprop: 'author', itemscope: true, itemtype: 'https://schema.org/Person' };
  const content = [
    ...(name ? [h('bdi', { class: 'p-name', itemprop: 'name' }, name)] : []),
    ...(name && handle ? [h('br')] : []),
    ...(handle
      ? [h('bdi', { class: 'quote-card-handle p-nickname', itemprop: 'alternateName' }, handle)]
      : []),
  ];
  return [
    ...face(facts),
    profile
      ? h('a', { class: 'p-author h-card', href: profile, rel: LINK_REL, ...marks }, content)
      : h('span', { class: 'p-author h-card', ...marks }, content),
  ];
}

function face({ avatar, name, handle }: PostFacts): ElementContent[] {
  if (avatar) {
    const size = { width: AVATAR_SIZE, height: AVATAR_SIZE };
    return [h('img', { class: 'quote-card-face', src: avatar.url, ...size, alt: '', ...LAZY })];
  }
  const initial = /[\p{L}\p{N}]\p{M}*/u.exec(name ?? handle ?? '')?.[0];
  return initial
    ? [
        h('span', { class: 'quote-card-face', ariaHidden: 'true' }, initial.toUpperCase()),
        { type: 'text', value: ' ' },
      ]
    : [];
}
