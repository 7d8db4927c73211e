import { describe, expect, it } from 'vitest';
import type { ArticleContent } from '../../src/domain/article.ts';
import { facetsOf, type Product, type ProductRights, type ProductTopic } from '../../src/domain/partner.ts';
import { isInContract } from '../partners/contract-rule.ts';

const PICTURED = '<figure><img src="https://a.example/b.jpg" alt=""></figure>';

function content(fields: Partial<ArticleContent> = {}): ArticleContent {
  return {
    title: 'The weir',
    authors: [],
    tags: [],
    language: 'en',
    direction: 'ltr',
    body: [{ type: 'html', html: '<p>It opened.</p>' }],
    related: [],
    reading: {},
    ...fields,
  };
}

function product(fields: Partial<Pick<Product, 'permit' | 'block'>>, rights: Partial<ProductRights> = {}) {
  const whole: ProductRights = { text: 'full', pictures: 'all', uncleared: 'leave-out-picture', ...rights };
  return { permit: [] as ProductTopic[], block: [] as ProductTopic[], ...fields, rights: whole };
}

describe('facets', () => {
  it('are the topics without the one that everything is in', () => {
    const article = content({
      section: 'À la une',
      authors: [{ name: 'Ada Quay' }],
      tags: ['Rivers', 'rivers'],
    });
    expect(facetsOf(article)).toEqual(['section/a-la-une', 'author/ada-quay', 'tag/rivers', 'lang/en']);
  });

  it.each<[string, Partial<ArticleContent>, boolean]>([
    ['no picture', {}, false],
    ['a lead picture', { image: { url: 'https://a.example/b.jpg' } }, true],
    ['a picture in the body', { body: [{ type: 'html', html: PICTURED }] }, true],
    ['a cleared picture', { body: [{ type: 'html', html: PICTURED }], pictureRights: 'syndicate' }, false],
    [
      'a picture for its own pages',
      { image: { url: 'https://a.example/b.jpg' }, pictureRights: 'own-use' },
      true,
    ],
    ['words that look like one', { body: [{ type: 'html', html: '<p>&lt;img></p>' }] }, false],
  ])('%s', (_, fields, uncleared) => {
    expect(facetsOf(content(fields)).includes('pictures/uncleared')).toBe(uncleared);
  });
});

describe('a contract', () => {
  const facets = ['section/sport', 'tag/rowing', 'tag/rivers', 'author/ada', 'lang/en', 'pictures/uncleared'];
  it.each<[string, Parameters<typeof product>, boolean]>([
    ['everything', [{}], true],
    ['a section', [{ permit: ['section/sport'] }], true],
    ['another section', [{ permit: ['section/city'] }], false],
    ['one section of two', [{ permit: ['section/city', 'section/sport'] }], true],
    ['a section and a tag', [{ permit: ['section/sport', 'tag/rowing'] }], true],
    ['a section, and a tag that it has not', [{ permit: ['section/sport', 'tag/chess'] }], false],
    ['a blocked tag', [{ permit: ['section/sport'], block: ['tag/rivers'] }], false],
    ['a topic both permitted and blocked', [{ permit: ['tag/rivers'], block: ['tag/rivers'] }], false],
    ['a block that it does not meet', [{ block: ['tag/chess', 'lang/fr'] }], true],
    ['cleared pictures alone', [{}, { pictures: 'cleared' }], true],
    ['cleared articles alone', [{}, { pictures: 'cleared', uncleared: 'leave-out-article' }], false],
    ['no pictures', [{}, { pictures: 'none', uncleared: 'leave-out-article' }], true],
    ['all pictures', [{}, { pictures: 'all', uncleared: 'leave-out-article' }], true],
  ])('%s', (_, args, expected) => {
    expect(isInContract(product(...args), facets)).toBe(expected);
  });

  it('of cleared articles takes one without a picture', () => {
    const cleared = product({}, { pictures: 'cleared', uncleared: 'leave-out-article' });
    expect(isInContract(cleared, ['lang/en'])).toBe(true);
  });
});
