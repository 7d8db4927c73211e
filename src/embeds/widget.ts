import type { Element, Properties } from 'hast';
import type { FoundEmbed } from '../domain/embed.ts';
import type { Platform } from '../domain/post.ts';
import { foundLink } from './found-post.ts';
import { isBlank, readMarkupText } from './markup-text.ts';
import { type FoundAddress, findAddress } from './platforms/find-address.ts';
import { LINK_RULES } from './platforms/platform-table.ts';
import { attribute } from './post-link.ts';
import { fromId } from './shortcode.ts';

/** Elements that a script fills with one post: of AMP, of libraries for MDX and Astro, of platforms. */
const TAGS: Record<string, Platform> = {
  'amp-twitter': 'x',
  'twitter-widget': 'x',
  'ps-tweet-embed': 'x',
  tweet: 'x',
  tweetembed: 'x',
  twittertweetembed: 'x',
  statictweet: 'x',
  reacttweet: 'x',
  xembed: 'x',
  xpost: 'x',
  'bluesky-post': 'bluesky',
  blueskypost: 'bluesky',
  blueskyembed: 'bluesky',
  mastodonpost: 'mastodon',
  mastodonembed: 'mastodon',
  'amp-instagram': 'instagram',
  instagramembed: 'instagram',
  'amp-tiktok': 'tiktok',
  tiktokembed: 'tiktok',
  'amp-youtube': 'youtube',
  'lite-youtube': 'youtube',
  youtube: 'youtube',
  'amp-facebook': 'facebook',
  'amp-reddit': 'reddit',
};
const ID_NAMES = [
  'dataTweetId',
  'dataTweetid',
  'tweetid',
  'tweet-id',
  'dataShortcode',
  'dataVideoid',
  'videoid',
  'id',
];
const ADDRESS_NAMES = ['src', 'url', 'href', 'dataSrc', 'dataUrl', 'dataHref', 'post', 'permalink'];
/** What players are labelled with until their script comes. */
const LABELS = new Set(['a', 'button', 'img', 'span']);
const MAX_LABEL = 60;
/** `type="twitter"` beside an address in a CMS's own attributes. */
const TYPES: Record<string, Platform> = { twitter: 'x', tweet: 'x', x: 'x' };

/** Whether an element may be one that `readWidget` knows; cheap, for every element of a page is asked. */
export function mayBeWidget({ tagName, properties }: Element): boolean {
  if (Object.hasOwn(TAGS, tagName)) return true;
  if (tagName === 'script') return 'dataTelegramPost' in properties;
  return (
    'dataTweetId' in properties ||
    'dataTweetid' in properties ||
    'dataHref' in properties ||
    'dataType' in properties
  );
}

/** Reads an element that stands for one post by its name or its attributes, without any words of it. */
export function readWidget(element: Element): FoundEmbed | undefined {
  const found = addressOf(element);
  if (!found || !isFallback(element)) return undefined;
  const title = attribute(element.properties, 'playlabel')
    ?.replace(/^Play:\s{0,3}/, '')
    .slice(0, 300);
  return foundLink(found, { form: 'frame', confidence: 0.95 }, title ? { title } : {});
}

/**
 * Whether what is in an element only stands in for the post. An element that was closed as XML is, `<Tweet id="1" />`,
 * has the rest of the article in it.
 */
function isFallback({ tagName, children }: Element): boolean {
  if (tagName === 'script') return true;
  const shown = children.filter((child) => !isBlank([child]));
  return shown.every(
    (child) =>
      child.type === 'element' &&
      (['placeholder', 'fallback', 'overflow'].some((name) => name in child.properties) ||
        (LABELS.has(child.tagName) && readMarkupText(child).text.length <= MAX_LABEL)),
  );
}

function addressOf({ tagName, properties }: Element): FoundAddress | undefined {
  // A timeline or a moment is no post, whatever else the element says.
  if (Object.keys(properties).some((name) => /^data(?:Timeline|Moment)/i.test(name))) return undefined;
  const telegram = tagName === 'script' ? attribute(properties, 'dataTelegramPost') : undefined;
  if (tagName === 'script') return telegram ? findAddress(`https://t.me/${telegram}`) : undefined;
  const platform = Object.hasOwn(TAGS, tagName) ? TAGS[tagName] : undefined;
  if (platform) return fromAddresses(properties, platform) ?? fromIds(properties, platform);
  const classes = Array.isArray(properties.className) ? properties.className : [];
  if (classes.some((name) => name === 'fb-post' || name === 'fb-video')) {
    return ofPlatform(attribute(properties, 'dataHref'), 'facebook');
  }
  if (tagName === 'a' || tagName === 'button') return undefined;
  const typed = TYPES[(attribute(properties, 'dataType') ?? '').toLowerCase()];
  if (typed) return ofPlatform(attribute(properties, 'dataUrl') ?? attribute(properties, 'dataHref'), typed);
  const id = attribute(properties, 'dataTweetId') ?? attribute(properties, 'dataTweetid');
  return id ? fromId('x', id) : undefined;
}

function fromAddresses(properties: Properties, platform: Platform): FoundAddress | undefined {
  for (const name of [...ADDRESS_NAMES, 'id']) {
    const found = ofPlatform(attribute(properties, name), platform);
    if (found) return found;
  }
  return undefined;
}

function fromIds(properties: Properties, platform: Platform): FoundAddress | undefined {
  for (const name of ID_NAMES) {
    const id = /^[\s{"'`]{0,3}([A-Za-z0-9_-]{1,44})[\s}"'`]{0,3}$/.exec(
      attribute(properties, name) ?? '',
    )?.[1];
    const found = id && fromId(platform, id);
    if (found) return found;
  }
  return undefined;
}

function ofPlatform(raw: string | undefined, platform: Platform): FoundAddress | undefined {
  const address = raw && LINK_RULES[platform].match(raw.replace(/^[{"'`\s]{1,3}|[}"'`\s]{1,3}$/g, ''));
  return address ? { platform, address, raw } : undefined;
}
