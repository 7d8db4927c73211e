import type { FoundEmbed } from '../domain/embed.ts';
import type { Direction } from '../domain/language.ts';
import {
  type Capture,
  captureKey,
  type Platform,
  type Post,
  type PostTime,
  type TextLink,
} from '../domain/post.ts';
import { digest } from './digest.ts';
import type { FoundAddress } from './platforms/find-address.ts';
import type { PostAddress } from './platforms/link-rules.ts';
import type { PlatformRules } from './platforms/platform-rules.ts';
import { LINK_RULES, PLATFORM_TABLE } from './platforms/platform-table.ts';
import type { Day } from './printed-date.ts';
import { textWeight } from './text-weight.ts';

/** What the article's own words say of a post. */
export interface PostWords {
  platform: Platform;
  /** Absent where the article has no link to the post. */
  address?: PostAddress | undefined;
  name: string;
  handle: string;
  text: string;
  links: TextLink[];
  language?: string | undefined;
  direction?: Direction | undefined;
  printed?: Day | undefined;
  /** What else the article's markup says outright: it is kept as it is. */
  more?: Partial<Post> | undefined;
}

/** How the article held it. */
export interface Finding {
  form: FoundEmbed['ref']['form'];
  confidence: number;
  /** The link as the article had it. */
  url?: string | undefined;
}

/** A text this heavy, ending in `…` and a link, was cut by X; a shorter one its author ended so. */
const CUT_WEIGHT = 240;
const CUT_END = /…\s?https?:\/\/t\.co\/[A-Za-z0-9]{1,20}$/;

/** The embed of a post of which the article has the words. Nothing that it does not say is added. */
export async function foundPost(words: PostWords, finding: Finding): Promise<FoundEmbed> {
  const post = toPost(words);
  const id = post.id ?? `t-${await digest([words.platform, words.handle, words.printed ?? '', words.text])}`;
  const source = finding.form === 'flattened-text' ? 'flattened-text' : 'markup';
  return toEmbed(
    { platform: words.platform, id, ...urlOf(post.url), state: 'unknown', post, sources: [source] },
    finding,
  );
}

/** What may be said of a post of which the article has the link alone. */
export interface LinkWords {
  title?: string | undefined;
  handle?: string | undefined;
}

/** The embed of a post of which the article has the link alone: whose it is and when it was written, if the link tells. */
export function foundLink(
  { platform, address, raw }: FoundAddress,
  { form, confidence }: Pick<Finding, 'form' | 'confidence'>,
  words: LinkWords = {},
): FoundEmbed {
  const handle = address.handle ?? words.handle;
  const time = LINK_RULES[platform].timeOf(address.id);
  return toEmbed(
    {
      platform,
      id: address.id,
      url: address.url,
      state: 'unknown',
      ...(handle ? { handle } : {}),
      ...(time ? { created: { ...time, source: 'id' } } : {}),
      ...(words.title ? { title: words.title } : {}),
      sources: ['link'],
    },
    { form, confidence, url: raw },
  );
}

function toEmbed(capture: Omit<Capture, 'capturedAt'>, finding: Finding): FoundEmbed {
  const { form, confidence, url } = finding;
  return {
    ref: { platform: capture.platform, capture: captureKey(capture), ...urlOf(url), form, confidence },
    capture,
  };
}

function toPost(words: PostWords): Post {
  const { platform, address, name, handle, text, links, language, direction, more } = words;
  const profile = handle ? LINK_RULES[platform].profile(handle) : undefined;
  const created = timeOf(words);
  // The words name the author where the link does not: /i/status/ID.
  const url =
    address && !address.handle
      ? (quoteRules(platform)?.permalink(address.id, handle) ?? address.url)
      : address?.url;
  return {
    platform,
    ...(address ? { id: address.id } : {}),
    ...urlOf(url),
    author: { name: name || handle, ...(handle ? { handle } : {}), ...urlOf(profile) },
    text,
    links,
    ...(language ? { language } : {}),
    direction: direction ?? 'auto',
    ...(created ? { created } : {}),
    media: [],
    truncated: CUT_END.test(text) && textWeight(text.replace(/\s?https?:\/\/\S{1,40}$/, '')) >= CUT_WEIGHT,
    ...more,
  };
}

function quoteRules(platform: Platform): PlatformRules | undefined {
  return platform in PLATFORM_TABLE ? PLATFORM_TABLE[platform as keyof typeof PLATFORM_TABLE] : undefined;
}

function timeOf({ platform, address, printed, more }: PostWords): PostTime | undefined {
  const time = address && LINK_RULES[platform].timeOf(address.id);
  if (time) {
    const day = more?.created?.at.slice(0, 10) ?? printed;
    const disputed = quoteRules(platform)?.printsUtc && day !== undefined && day !== time.at.slice(0, 10);
    return { ...time, source: 'id', ...(disputed ? { disputed } : {}) };
  }
  return printed ? { at: `${printed}T00:00:00.000Z`, precision: 'day', source: 'printed' } : undefined;
}

function urlOf(url: string | undefined): { url?: string } {
  return url === undefined ? {} : { url };
}
