import { expect, it } from 'vitest';
import { newsArticle } from '../../src/unfurl/news-article.ts';
import { articleOf } from './sample-articles.ts';

const CONTEXT = {
  publicationName: 'The Example Times',
  publicUrl: 'https://news.example',
  address: 'https://paper.example/harbour',
  description: 'Boats leave at five.',
  preview: { url: 'https://news.example/previews/a/0.png', width: 1200, height: 630 },
};

it('an article is a NewsArticle with everything that is known of it', () => {
  const authors = [{ name: 'Ada Lind', url: 'https://social.example/@ada' }, { name: 'Bo' }];
  const article = articleOf({ name: 'whole', fields: { section: 'Sea', tags: ['ferries'], authors } });
  expect(newsArticle(article, CONTEXT)).toEqual({
    '@context': 'https://schema.org',
    '@type': 'NewsArticle',
    mainEntityOfPage: 'https://paper.example/harbour',
    url: 'https://paper.example/harbour',
    headline: 'The harbour at five',
    description: 'Boats leave at five.',
    image: [
      { '@type': 'ImageObject', url: 'https://news.example/previews/a/0.png', width: 1200, height: 630 },
    ],
    datePublished: '2025-03-04T05:06:07.000Z',
    dateModified: '2025-03-05T05:06:07.000Z',
    author: [
      { '@type': 'Person', name: 'Ada Lind', url: 'https://social.example/@ada' },
      { '@type': 'Person', name: 'Bo' },
    ],
    publisher: { '@type': 'Organization', name: 'The Example Times', url: 'https://news.example' },
    inLanguage: 'en',
    articleSection: 'Sea',
    keywords: ['ferries'],
  });
});

it('what nobody signed is the publication’s, and not of whoever is quoted', () => {
  const article = articleOf({ name: 'unsigned', fields: {} });
  expect(newsArticle(article, CONTEXT).author).toEqual([
    { '@type': 'Organization', name: 'The Example Times' },
  ]);
});

it('what was taken over from another publication is that one’s', () => {
  const article = articleOf({ name: 'taken over', fields: { source: { name: 'Presse Amont' } } });
  expect(newsArticle(article, CONTEXT).author).toEqual([{ '@type': 'Organization', name: 'Presse Amont' }]);
});
