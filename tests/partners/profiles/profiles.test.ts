import { describe, expect, it } from 'vitest';
import type { Article } from '../../../src/domain/article.ts';
import { PRODUCT_PROFILES } from '../../../src/domain/partner.ts';
import { profileFormats, profileWriter } from '../../../src/partners/profiles/profiles.ts';
import { childrenOf, onlyText, parseXml } from '../../feeds/xml-tree.ts';
import { documentOf, entriesOf, itemOf, STUB, sampleArticles, sampleHead } from './sample-partner.ts';
import { daily, itemsIn, MEDIA, told, writerOf } from './told-items.ts';

describe('every profile', () => {
  it('is told in its formats and no other', () => {
    expect(PRODUCT_PROFILES.map((profile) => profileFormats(profile).join(' '))).toEqual([
      'rss atom json',
      'json',
      'rss',
      'rss',
      'rss',
      'xml',
    ]);
    expect(profileWriter('msn', 'json')).toBeUndefined();
  });

  it.each(
    PRODUCT_PROFILES.flatMap((profile) => profileFormats(profile).map((format) => ({ profile, format }))),
  )('$profile as $format has the address and the publication of each article', ({ profile, format }) => {
    const items = sampleArticles().map((article) => itemOf(article));
    const { document } = documentOf(writerOf(profile, format), items);
    for (const { url, attribution } of items) {
      expect(document).toContain(url);
      if (profile !== 'google-news') {
        expect(document).toContain(attribution.url);
        expect(document).toMatch(
          new RegExp(`First published by (?:<bdi>|&lt;bdi&gt;)?${attribution.publication}`),
        );
      }
    }
  });

  it('an entry without a fragment is not there', () => {
    const entries = entriesOf(writerOf('msn'), daily(2)).map((entry, at) =>
      at === 0 ? { ...entry, fragment: '' } : entry,
    );
    expect(itemsIn(writerOf('msn').join(sampleHead(), entries).document)).toHaveLength(1);
  });
});

describe('SmartNews', () => {
  it('the channel has a short description, a date and the logo', () => {
    const head = sampleHead({ description: 'All the news of the river and of both of its banks' });
    const { document } = documentOf(writerOf('smartnews'), daily(1), { head });
    const [channel] = childrenOf(parseXml(document), '{}channel');
    expect(onlyText(channel, '{}description')).toBe('All the news of the river and…');
    expect(onlyText(channel, '{}pubDate')).toBe('Wed, 05 Mar 2025 10:00:00 GMT');
    const [logo] = childrenOf(channel, '{http://www.smartnews.be/snf}logo');
    expect(onlyText(logo, '{}url')).toBe('https://courant.example/logo.png');
    const bare = documentOf(writerOf('smartnews'), [], { head: sampleHead({ logoUrl: 'javascript:x' }) });
    expect(bare.document).not.toContain('snf:logo');
  });

  it('a take-down is said to be deleted', () => {
    const { document } = documentOf(writerOf('smartnews'), daily(1), { stubs: [STUB] });
    expect(itemsIn(document).map((item) => childrenOf(item, `${MEDIA}status`)[0]?.attributes.state)).toEqual([
      'deleted',
      undefined,
    ]);
  });

  it('a document has less than 1 MB; what has no room is named', () => {
    const items = daily(5, { body: [{ type: 'html', html: `<p>${'é '.repeat(100_000)}</p>` }] });
    const { document, leftOut } = documentOf(writerOf('smartnews'), items);
    expect(new TextEncoder().encode(document).byteLength).toBeLessThan(1_000_000);
    expect(leftOut).toEqual(
      [
        { articleId: 'a-3', why: 'too-large' },
        { articleId: 'a-4', why: 'too-large' },
      ].slice(0, leftOut.length),
    );
    expect(leftOut.length).toBeGreaterThan(0);
  });
});

describe('Flipboard', () => {
  it.each<[string, object, boolean]>([
    ['large', { width: 400, height: 400 }, true],
    ['of unknown size', {}, true],
    ['low', { width: 1600, height: 399 }, false],
    ['narrow', { width: 399 }, false],
  ])('a picture that is %s', (_, size, shown) => {
    const image = { url: 'https://courant.example/a.jpg', ...size };
    const rendering = writerOf('flipboard').item(itemOf({ image }));
    expect(rendering.leftOut).toEqual(shown ? [] : ['picture-too-small']);
    const [enclosure] = childrenOf(told('flipboard', { image }), '{}enclosure');
    expect(enclosure?.attributes).toEqual(
      shown ? { url: image.url, length: '0', type: 'image/jpeg' } : undefined,
    );
  });

  it('thirty items at most, and no word of a take-down', () => {
    const { document } = documentOf(writerOf('flipboard'), daily(31), {
      stubs: [{ ...STUB, id: 'tag:courant.example,2025:gone' }],
    });
    expect(itemsIn(document)).toHaveLength(30);
    expect(document).not.toContain('gone');
  });
});

describe('Google News', () => {
  it('has two days, counted from when it is asked for or else from the newest date', () => {
    const found = (asOf?: string) =>
      documentOf(writerOf('google-news', 'xml'), daily(5), { head: sampleHead(asOf ? { asOf } : {}) }).leftOut
        .length;
    expect(found('2025-03-05T00:00:00.000Z')).toBe(2);
    expect(found()).toBe(3);
    expect(found('2025-03-09T00:00:00.000Z')).toBe(5);
  });

  it('has a thousand addresses at most', () => {
    const [item] = daily(1);
    if (!item) throw new Error('no item');
    const [entry] = entriesOf(writerOf('google-news', 'xml'), [item]);
    const { document, leftOut } = writerOf('google-news', 'xml').join(
      sampleHead(),
      Array.from({ length: 1001 }, (_, at) => ({
        articleId: `a-${at}`,
        publishedAt: '2025-03-05T00:00:00.000Z',
        fragment: entry?.fragment ?? '',
      })),
    );
    expect(parseXml(document).children).toHaveLength(1000);
    expect(leftOut).toEqual([{ articleId: 'a-1000', why: 'too-many' }]);
  });
});

describe('ninjs', () => {
  const ninjs = (article: Partial<Article>) =>
    JSON.parse(writerOf('ninjs', 'json').item(itemOf(article)).fragment);

  it('counts the words that are read', () => {
    const { bodies } = ninjs({
      url: 'https://a.example/',
      body: [{ type: 'html', html: '<p>One <b>two</b>.</p><ul><li>Three</li><li>&amp; four</li></ul>' }],
    });
    // "First published by The Courant: https://a.example/" is part of it.
    expect(bodies[0]).toMatchObject({
      wordcount: 5 + 6,
      charcount: 'One two. Three & four First published by The Courant: https://a.example/'.length,
    });
  });

  it('a correction says that it replaces what was before', () => {
    expect(ninjs({}).ednote).toBeUndefined();
    expect(ninjs({ version: 2, updatedAt: '2025-03-05T00:00:00.000Z' })).toMatchObject({
      version: '2',
      ednote: 'This version replaces all earlier ones.',
      firstcreated: '2025-03-04T05:06:07.000Z',
      versioncreated: '2025-03-05T00:00:00.000Z',
    });
  });

  it('what is held back is withheld', () => {
    const { document } = documentOf(writerOf('ninjs', 'json'), [], {
      stubs: [{ ...STUB, status: 'withheld' }],
    });
    expect(JSON.parse(document).items[0]).toMatchObject({ uri: STUB.id, pubstatus: 'withheld' });
  });

  it('what was taken down is canceled, without a word of it', () => {
    const { document } = documentOf(writerOf('ninjs', 'json'), [], { stubs: [STUB] });
    expect(JSON.parse(document).items).toEqual([
      {
        standard: expect.objectContaining({ name: 'ninjs', version: '2.1' }),
        uri: STUB.id,
        type: 'text',
        version: '3',
        firstcreated: STUB.publishedAt,
        versioncreated: STUB.at,
        pubstatus: 'canceled',
        ednote: 'Withdrawn: remove it at once, with every copy.',
      },
    ]);
  });
});
