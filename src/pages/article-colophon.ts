import type { Element, ElementContent } from 'hast';
import { h } from 'hastscript';
import { filledWords } from '../cards/filled-words.ts';
import { articleAddress } from '../domain/addresses.ts';
import type { Article } from '../domain/article.ts';
import { slug, type Topic, topicsOf } from '../domain/feed.ts';
import { feedPagePath } from './feed-path.ts';
import { languageName } from './language-name.ts';
import { voiceOf } from './words.ts';

/** What stands under an article: whose it is and how it may be used, where more of it is, and how to follow. */
export function articleColophon(article: Article, publicUrl: string): Element {
  return h('footer', [rights(article, publicUrl), related(article), follow(article)]);
}

function rights(article: Article, publicUrl: string): Element | undefined {
  const { source, licence, url, language } = article;
  const { words, marks } = voiceOf(language);
  const labelled = (label: string, address: string, rel: string): Element =>
    h('p', marks, [
      `${label}${words.colon}`,
      h('a', { href: address, rel, dir: 'ltr' }, shortAddress(address)),
    ]);
  const lines = [
    article.rights ? h('p', { dir: 'auto' }, article.rights) : undefined,
    licence ? labelled(words.licence, licence, 'license') : undefined,
    source ? h('p', marks, filledWords(words.source, sourceName(source))) : undefined,
    url && url !== articleAddress(publicUrl, article.id)
      ? labelled(words.original, url, 'bookmark')
      : undefined,
  ].filter((line) => line !== undefined);
  return lines.length > 0 ? h('div', { class: 'rights' }, lines) : undefined;
}

function sourceName({ name, url }: NonNullable<Article['source']>): Element {
  const words = h('bdi', name);
  return url ? h('a', { href: url }, [words]) : words;
}

/** An address without what every address has. */
function shortAddress(address: string): string {
  return address.replace(/^https?:\/\/(?:www\.)?/, '').replace(/\/$/, '');
}

function related(article: Article): Element | undefined {
  if (article.related.length === 0) return undefined;
  const { words, marks } = voiceOf(article.language);
  const entries = article.related.map(({ title, url }) =>
    h('li', { dir: 'auto' }, url ? h('a', { href: url }, title) : title),
  );
  return h('section', { class: 'related' }, [h('h2', marks, words.related), h('ul', entries)]);
}

/** The feeds that the article is in, by kind; they open as pages in a browser and as feeds in a reader. */
function follow(article: Article): Element {
  const { words, marks } = voiceOf(article.language);
  const entries = [...topicsOf(article)].map(([topic, name]) =>
    h('li', topic === 'all' ? [topicLink(topic, words.everything, marks)] : [...named(article, topic, name)]),
  );
  return h('section', { class: 'follow' }, [
    h('h2', marks, words.follow),
    h('p', marks, words.followHow),
    h('ul', { class: 'topics' }, entries),
  ]);
}

function named(article: Article, topic: Topic, name: string): ElementContent[] {
  const shown = topic.startsWith('lang/') ? languageName(name, article.language) : name;
  const profile = topic.startsWith('author/')
    ? article.authors.find((author) => author.url && `author/${slug(author.name)}` === topic)?.url
    : undefined;
  const page =
    profile && h('a', { class: 'profile', href: profile, rel: 'author', dir: 'ltr' }, host(profile));
  return [topicLink(topic, shown), ...(page ? [{ type: 'text' as const, value: ' ' }, page] : [])];
}

function topicLink(topic: Topic, name: string, marks: object = {}): Element {
  return h('a', { href: feedPagePath(topic), ...marks }, [h('bdi', name)]);
}

function host(address: string): string {
  return URL.parse(address)?.host ?? shortAddress(address);
}
