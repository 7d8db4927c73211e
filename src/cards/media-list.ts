import type { Element, ElementContent } from 'hast';
import { h } from 'hastscript';
import type { PostFacts } from './post-facts.ts';
import { LAZY, LINK_REL } from './post-markup.ts';
import type { ShownMedium } from './shown-media.ts';

/**
 * The media of a post, each linked to it: this service's own pictures at their sizes, anything else as a line that
 * says what it is. Several pictures, or one of unknown size, fill frames of one form, so that nothing moves.
 */
export function mediaList({ media, permalink }: PostFacts): ElementContent[] {
  if (media.length === 0) return [];
  const pictures = media.flatMap(({ picture }) => picture ?? []);
  const framed = pictures.length > 1 || pictures.some(({ sized }) => !sized);
  return [
    h(
      'ul',
      { class: framed ? 'quote-card-media quote-card-frames' : 'quote-card-media' },
      media.map((medium) => item(medium, permalink)),
    ),
  ];
}

function item(medium: ShownMedium, permalink: string | undefined): Element {
  const { picture, isImage, description, line } = medium;
  const content: ElementContent[] = [];
  if (picture) {
    const { url, width, height } = picture;
    const alt = isImage ? description : '';
    content.push(h('img', { class: isImage ? 'u-photo' : undefined, src: url, width, height, alt, ...LAZY }));
  }
  if (!picture || !isImage) content.push(h('bdi', line));
  return h('li', permalink ? [h('a', { href: permalink, rel: LINK_REL }, content)] : content);
}
