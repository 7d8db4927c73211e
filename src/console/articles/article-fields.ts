import type { Element } from 'hast';
import { h } from 'hastscript';
import type { ArticleContent, ReadField } from '../../domain/article.ts';
import type { Desk } from '../desk.ts';
import { counted } from '../forms.ts';
import { address, facts, foreign, moment } from '../parts.ts';

/** What an article says of itself, field by field: each with where it is known from, and how surely. */
export function articleFields(
  desk: Desk,
  article: ArticleContent & { publishedAt?: string; updatedAt?: string; embargoUntil?: string },
): Element | undefined {
  const { words } = desk;
  const { language, image, source } = article;
  const values: [keyof typeof words.fields, Element | string | undefined][] = [
    ['title', foreign(article.title, language)],
    ['dek', article.dek && foreign(article.dek, language)],
    ['section', article.section && foreign(article.section, language)],
    [
      'authors',
      list(
        article.authors.map(({ name, url }) => (url ? [foreign(name), ' ', address(url)] : [foreign(name)])),
      ),
    ],
    ['tags', list(article.tags.map((tag) => [foreign(tag, language)]))],
    ['language', languageName(desk, language)],
    ['url', article.url && address(article.url)],
    ['image', image && address(image.url)],
    ['imageAlt', image?.alt && foreign(image.alt, language)],
    ['imageCredit', image?.credit && foreign(image.credit, language)],
    ['publishedAt', article.publishedAt && moment(desk, article.publishedAt)],
    ['updatedAt', article.updatedAt && moment(desk, article.updatedAt)],
    ['embargoUntil', article.embargoUntil && moment(desk, article.embargoUntil)],
    ['rights', article.rights && foreign(article.rights, language)],
    ['licence', article.licence && address(article.licence)],
    ['source', source && h('span', [foreign(source.name), ' ', source.url && address(source.url)])],
  ];
  const known = values.filter((row): row is [keyof typeof words.fields, Element | string] => Boolean(row[1]));
  return facts(
    known.map(([name, value]) => {
      const source = reading(desk, article, name);
      const line = source && h('p', { class: 'quietly' }, [`${words.articles.from} `, source]);
      return [words.fields[name], h('div', [value, line])] as const;
    }),
  );
}

/** Where a field is known from, and how sure that is, where it is not quite. */
export function reading(
  desk: Desk,
  { reading }: Pick<ArticleContent, 'reading'>,
  name: string,
): Element | string {
  const known = reading[(name.startsWith('image') ? 'image' : name) as ReadField];
  if (!known) return '';
  const { words } = desk;
  const percent = Math.round(known.confidence * 100);
  if (percent >= 100) return words.sources[known.source];
  const doubt = percent < 60 ? 'doubt-much' : percent < 85 ? 'doubt' : undefined;
  return h('span', { class: doubt }, [
    `${words.sources[known.source]}, `,
    counted(desk, words.articles.sure, percent),
  ]);
}

function list(items: (Element | string)[][]): Element | undefined {
  return items.length > 0
    ? h(
        'ul',
        { class: 'plain' },
        items.map((item) => h('li', item)),
      )
    : undefined;
}

function languageName(desk: Desk, code: string): string {
  const name = new Intl.DisplayNames(desk.language, { type: 'language', fallback: 'none' }).of(code);
  return name ? `${name} (${code})` : code;
}
