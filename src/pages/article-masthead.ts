import type { Element, ElementContent } from 'hast';
import { h } from 'hastscript';
import { filledWords } from '../cards/filled-words.ts';
import type { Article } from '../domain/article.ts';
import { slug } from '../domain/feed.ts';
import type { ArticleChange } from '../store/article-changes.ts';
import { feedPagePath } from './feed-path.ts';
import { pageTime } from './page-time.ts';
import { voiceOf } from './words.ts';

/** What stands over an article: section, title, dek, who wrote it, when, and whether it was changed since. */
export function articleMasthead(article: Article, change: ArticleChange | undefined): Element {
  const { section, title, dek } = article;
  return h('header', [
    section ? h('p', { class: 'kicker' }, [topicLink('section', section)]) : undefined,
    h('h1', title),
    dek ? h('p', { class: 'dek' }, dek) : undefined,
    byline(article),
    h('p', { class: 'dateline' }, [
      pageTime(article.publishedAt, article.language),
      ...(change ? [] : update(article)),
    ]),
    change ? correction(article, change) : undefined,
  ]);
}

function byline({ authors, language }: Article): Element | undefined {
  if (authors.length === 0) return undefined;
  const { comma } = voiceOf(language).words;
  const names = authors.flatMap(({ name }, index): ElementContent[] => [
    ...(index > 0 ? [{ type: 'text' as const, value: comma }] : []),
    topicLink('author', name),
  ]);
  return h('p', { class: 'byline' }, names);
}

/** A name that leads to the feed of what has it; as it is where it has no letter to make an address of. */
function topicLink(kind: 'section' | 'author', name: string): Element {
  const words = h('bdi', name);
  return slug(name) ? h('a', { href: feedPagePath(`${kind}/${slug(name)}`) }, [words]) : words;
}

function update({ publishedAt, updatedAt, language }: Article): ElementContent[] {
  if (updatedAt <= publishedAt) return [];
  const voice = voiceOf(language);
  const time = pageTime(updatedAt, voice.language);
  return [{ type: 'text', value: ' · ' }, h('span', voice.marks, filledWords(voice.words.updated, time))];
}

/** That the words are not those first published, and which of them. */
function correction({ updatedAt, language }: Article, change: ArticleChange): Element {
  const { words, marks, ...voice } = voiceOf(language);
  const parts = (['title', 'dek', 'text'] as const).filter((part) => change[part]);
  return h('p', { class: 'correction', ...marks }, [
    h('strong', filledWords(words.corrected, pageTime(updatedAt, voice.language))),
    h('br'),
    words.changed.replace('{list}', parts.map((part) => words.parts[part]).join(words.comma)),
  ]);
}
