import { describe, expect, it } from 'vitest';
import { PRODUCT_PROFILES } from '../../../src/domain/partner.ts';
import { canceledNinjs } from '../../../src/partners/profiles/ninjs-profile.ts';
import { ninjsSchema } from '../../../src/partners/profiles/ninjs-schema.ts';
import { partnerItem } from '../../../src/partners/profiles/partner-item.ts';
import type { ProfileWriter } from '../../../src/partners/profiles/profile-writer.ts';
import { profileFormats, profileWriter } from '../../../src/partners/profiles/profiles.ts';
import { HOSTILE_TEXTS } from '../../feeds/hostile-text.ts';
import { randomArticles } from '../../feeds/random-articles.ts';
import { sampleArticle } from '../../feeds/sample-feed.ts';
import { parseXml, type XmlElement } from '../../feeds/xml-tree.ts';
import { documentOf, itemOf, options, POST, STUB, sampleHead } from './sample-partner.ts';

const WRITERS: [string, ProfileWriter][] = PRODUCT_PROFILES.flatMap((profile) =>
  profileFormats(profile).flatMap((format): [string, ProfileWriter][] => {
    const writer = profileWriter(profile, format);
    return writer ? [[`${profile} ${format}`, writer]] : [];
  }),
);
const TITLE = 'A headline of twenty letters and more: ';

function allTexts(element: XmlElement): string[] {
  return [element.text, ...Object.values(element.attributes), ...element.children.flatMap(allTexts)];
}

/** Every text of a document as its parser reads it; throws where it is not well formed. */
function textsIn(format: string, document: string): string[] {
  if (format !== 'json') return allTexts(parseXml(document));
  const texts: string[] = [];
  JSON.parse(document, (_, value) => {
    if (typeof value === 'string') texts.push(value);
    return value;
  });
  return texts;
}

describe.each(WRITERS)('%s', (_, writer) => {
  it.each(HOSTILE_TEXTS)('carries $name in every field, well formed', ({ given, line }) => {
    const item = itemOf(
      {
        title: TITLE + given,
        dek: given,
        section: given,
        tags: [given],
        authors: [{ name: given, url: given }],
        rights: given,
        image: { url: 'https://courant.example/a.png', alt: given, credit: given },
        source: { name: given || 'The Wire', url: 'https://wire.example/?a=1&b=2' },
        body: [{ type: 'html', html: `${given}<p>${given}</p>` }],
      },
      { licence: given, territories: given },
      { publication: given || 'The Courant' },
    );
    const head = sampleHead({ title: given, description: given, publication: given, copyright: given });
    const texts = textsIn(writer.format, documentOf(writer, [item], { head, stubs: [STUB] }).document);
    expect(texts.filter((text) => text.trim() === (TITLE + line).trim())).not.toEqual([]);
    for (const text of texts) {
      expect(text.isWellFormed()).toBe(true);
      expect(text).not.toMatch(/[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]/);
    }
  });

  it('links to nothing but http and https, and runs nothing', () => {
    const hostile = [
      '<a href="javascript:alert(1)">a</a><a href="JaVaScRiPt&#58;alert(1)">b</a><a href=" data:text/html,x">c</a>',
      '<img src="javascript:x" onerror="x"><iframe srcdoc="x"></iframe><form action="https://a.example"><input></form>',
      '<svg onload="x"><script>x</script></svg><math><a xlink:href="javascript:x">d</a></math><base href="//a.example">',
      '<template><img src="https://a.example/a.png"></template><noscript><p onclick="x">e</p></noscript>',
    ];
    const item = itemOf({
      title: TITLE,
      url: 'javascript:alert(1)',
      licence: 'javascript:alert(1)',
      authors: [{ name: 'A', url: 'javascript:alert(1)' }],
      image: { url: 'javascript:alert(1)' },
      body: hostile.map((html) => ({ type: 'html', html })),
    });
    const { document } = documentOf(writer, [item]);
    expect(textsIn(writer.format, document).join('\n')).not.toMatch(
      /javascript|data:text|onerror|onload|onclick|<script|<iframe|<form|<svg|<base|<template/i,
    );
  });

  it('tells articles of every shape', () => {
    const items = randomArticles(7, 120, [POST]).flatMap(
      (article) => partnerItem(sampleArticle(article), options()) ?? [],
    );
    expect(items.length).toBeGreaterThan(50);
    for (const item of items) {
      const { document } = documentOf(writer, [item]);
      expect(() => textsIn(writer.format, document), document).not.toThrow();
    }
  });
});

describe('ninjs', () => {
  const ninjs = profileWriter('ninjs', 'json');
  it('of any article is by the schema', () => {
    for (const article of [
      ...randomArticles(11, 200, [POST]),
      ...HOSTILE_TEXTS.map(({ given }) => sampleArticle({ guid: given, title: given })),
    ]) {
      const guid = `tag:courant.example,2025:${article.guid}`;
      const item = partnerItem({ ...article, guid }, options({ licence: 'Once.' }));
      if (!item || !ninjs) continue;
      const result = ninjsSchema.safeParse(JSON.parse(ninjs.item(item).fragment));
      expect(result.error?.issues, JSON.stringify(article)).toBeUndefined();
    }
  });

  it('of a take-down is by the schema, whatever the id', () => {
    for (const { given } of HOSTILE_TEXTS) {
      const stub = canceledNinjs({ ...STUB, id: `tag:courant.example,2025:${given}` });
      expect(ninjsSchema.safeParse(stub).error?.issues).toBeUndefined();
    }
  });
});
