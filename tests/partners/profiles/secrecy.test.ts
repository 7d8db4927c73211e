import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Article, Block } from '../../../src/domain/article.ts';
import { PRODUCT_PROFILES, type ProductRights } from '../../../src/domain/partner.ts';
import { profileFormats, profileWriter } from '../../../src/partners/profiles/profiles.ts';
import { documentOf, itemOf } from './sample-partner.ts';

const EVERY_WRITER = PRODUCT_PROFILES.flatMap((profile) =>
  profileFormats(profile).flatMap((format) => profileWriter(profile, format) ?? []),
);

/** Each has a mark that nothing else holds. */
const picture = fc
  .record({
    mark: fc.integer({ min: 100_000, max: 999_999 }),
    ending: fc.constantFrom('.jpg', '.PNG', '', '.webp?w=3', '/', '?a=1&b=2', '#x'),
  })
  .map(({ mark, ending }) => `https://pictures.example/hidden${mark}${ending}`);

const sentence = fc.integer({ min: 100_000, max: 999_999 }).map((mark) => `Secret${mark} was said.`);

const piece = fc
  .tuple(picture, sentence, fc.nat({ max: 12 }))
  .map(([url, words, form]): { html: string; isPost: boolean } => {
    const img = `<img src="${url.replaceAll('&', '&amp;')}" alt="an alt">`;
    const forms = [
      `<p>${words}</p>`,
      `<p>${words} ${img}</p>`,
      `<figure>${img}<figcaption>${words}</figcaption></figure>`,
      `<figure><a href="${url}">${img}</a></figure>`,
      `<p>${img}</p><p><a href="${url}">${words}</a></p>`,
      `<ul><li>${img}</li><li>${words}</li></ul>`,
      `<table><tbody><tr><td>${img}</td><td>${words}</td></tr></tbody></table>`,
      `<blockquote cite="${url}">${img}<p>${words}</p></blockquote>`,
      `<div><div>${img}<div>${words}`,
      `<p><q cite="${url}">${words}</q>${img}`,
      `<p>${img}<a href="https://sizes.example/?w=3&amp;src=${encodeURIComponent(url)}">${words}</a></p>`,
      `<svg><image href="${url}"/></svg><video poster="${url}"></video>`,
      `<IMG SRC='${url}'><p title="${url}" style="background:url(${url})">${words}</p><object data="${url}">`,
    ];
    return { html: forms[form] ?? '', isPost: false };
  });

const article = fc.record({
  lead: fc.option(picture, { nil: undefined }),
  pieces: fc.array(
    fc.tuple(piece, fc.boolean()).map(([made, isPost]) => ({ ...made, isPost })),
    { minLength: 1, maxLength: 6 },
  ),
  dek: fc.boolean(),
  direction: fc.constantFrom('ltr' as const, 'rtl' as const),
});

function documents(
  {
    lead,
    pieces,
    dek,
    direction,
  }: { lead: string | undefined; dek: boolean } & Pick<Article, 'direction'> & {
      pieces: { html: string; isPost: boolean }[];
    },
  rights: Partial<ProductRights>,
): { name: string; document: string }[] {
  const body = pieces.map(
    ({ html, isPost }, at): Block =>
      isPost
        ? { type: 'embed', ref: { platform: 'x', capture: `x/${at}`, form: 'link', confidence: 1 } }
        : { type: 'html', html },
  );
  const item = itemOf(
    {
      title: 'A headline of more than twenty letters',
      ...(dek && { dek: 'What it is about.' }),
      ...(lead && { image: { url: lead, alt: 'an alt', credit: 'a credit' } }),
      body,
      direction,
    },
    rights,
    { renderEmbed: ({ capture }) => pieces[Number(capture.slice('x/'.length))]?.html ?? '' },
  );
  return EVERY_WRITER.map((writer, at) => ({
    name: `${writer.format} ${at}`,
    document: documentOf(writer, [item]).document,
  }));
}

describe('what a contract excludes is in no profile', () => {
  it.each<Partial<ProductRights>>([
    { pictures: 'none' },
    { pictures: 'cleared' },
    { pictures: 'none', text: 'summary' },
  ])('no address of a picture: %o', (rights) => {
    fc.assert(
      fc.property(article, (given) => {
        for (const { name, document } of documents(given, rights)) {
          expect(document.match(/hidden\d+/g), name).toBeNull();
          expect(document.includes('a credit'), name).toBe(false);
        }
      }),
      { numRuns: 300 },
    );
  });

  it('with pictures, those are there', () => {
    const given = {
      lead: 'https://pictures.example/hidden1.jpg',
      dek: false,
      direction: 'ltr' as const,
      pieces: [{ html: '<img src="https://pictures.example/hidden2.jpg">', isPost: false }],
    };
    for (const { name, document } of documents(given, {})) {
      // A sitemap has none at any time.
      const shown = name.startsWith('xml') ? [] : ['hidden1', 'hidden2'];
      expect([...new Set(document.match(/hidden\d/g))].sort(), name).toEqual(shown);
    }
  });

  it('no sentence beyond the summary', () => {
    fc.assert(
      fc.property(article, (given) => {
        for (const { name, document } of documents({ ...given, dek: true }, { text: 'summary' })) {
          expect(document.match(/Secret\d+/g), name).toBeNull();
        }
      }),
      { numRuns: 300 },
    );
  });
});
