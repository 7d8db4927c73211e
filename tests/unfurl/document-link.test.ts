import { expect, it } from 'vitest';
import { articleHead, type HeadContext } from '../../src/unfurl/article-head.ts';
import { headMarkup } from '../../src/unfurl/head-markup.ts';
import { articleOf } from './sample-articles.ts';

const context: HeadContext = {
  publicationName: 'The Example Times',
  publicUrl: 'https://news.example',
  address: 'https://news.example/articles/harbour',
  description: 'Boats leave at five.',
  preview: {
    url: 'https://news.example/previews/a/0.png',
    type: 'image/png',
    width: 1200,
    height: 630,
    alt: '',
  },
  themeColor: '#c8102e',
};
const headOf = (more: Partial<HeadContext>) =>
  headMarkup(articleHead(articleOf({ name: 'plain', fields: {} }), { ...context, ...more }));

it('a page names the record of its article, so that everybody believes the record', () => {
  const document = 'at://did:plc:harbour/site.standard.document/3mfz2c3d4e5f6';
  expect(headOf({ document })).toContain(`<link rel="site.standard.document" href="${document}">`);
});

it('a page whose article has no record names none', () => {
  expect(headOf({})).not.toContain('site.standard');
});
