import { describe, expect, it } from 'vitest';
import type { Article } from '../../../src/domain/article.ts';
import { PRODUCT_PROFILES, type ProductProfile } from '../../../src/domain/partner.ts';
import type { PartnerFormat, ProfileWriter } from '../../../src/partners/profiles/profile-writer.ts';
import { profileFormats, profileWriter } from '../../../src/partners/profiles/profiles.ts';
import { childrenOf, onlyText, parseXml, type XmlElement } from '../../feeds/xml-tree.ts';
import { documentOf, entriesOf, itemOf, STUB, sampleArticles, sampleHead } from './sample-partner.ts';

const DCTERMS = '{http://purl.org/dc/terms/}';
const MI = '{http://schemas.ingestion.microsoft.com/common/}';
const CONTENT = '{http://purl.org/rss/1.0/modules/content/}encoded';
const MEDIA = '{http://search.yahoo.com/mrss/}';
const TITLE = 'A headline of more than twenty letters';

function writerOf(profile: ProductProfile, format: PartnerFormat = 'rss'): ProfileWriter {
  const writer = profileWriter(profile, format);
  if (!writer) throw new Error(`no ${profile} ${format}`);
  return writer;
}

function itemsIn(document: string): XmlElement[] {
  return childrenOf(childrenOf(parseXml(document), '{}channel')[0], '{}item');
}

/** The only item of a document of this article. */
function told(profile: ProductProfile, article: Partial<Article>): XmlElement {
  const [item, ...more] = itemsIn(documentOf(writerOf(profile), [itemOf(article)]).document);
  if (!item || more.length > 0) throw new Error('not one item');
  return item;
}

function html(profile: ProductProfile, body: string): string {
  const content = onlyText(told(profile, { title: TITLE, body: [{ type: 'html', html: body }] }), CONTENT);
  return (content ?? '').replace(/\n<p lang="en" dir="ltr">First published .{0,200}$/, '');
}

/** So many articles, a day between each and the next older one. */
function daily(count: number, fields: Partial<Article> = {}) {
  return Array.from({ length: count }, (_, day) => {
    const publishedAt = new Date(Date.UTC(2025, 2, 5) - day * 86_400_000).toISOString();
    return itemOf({
      id: `a-${day}`,
      guid: `tag:courant.example,2025:a-${day}`,
      title: TITLE,
      publishedAt,
      updatedAt: publishedAt,
      ...fields,
    });
  });
}

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

describe('MSN', () => {
  it.each<[string, string, boolean]>([
    ['19 characters', 'x'.repeat(19), false],
    ['20 characters', 'x'.repeat(20), true],
    ['10 Japanese ones', '橋'.repeat(10), true],
    ['9 Japanese ones', '橋'.repeat(9), false],
    ['10 emoji', '🚲'.repeat(10), false],
  ])('a title of %s', (_, title, carried) => {
    const rendering = writerOf('msn').item(itemOf({ title }));
    expect(rendering.leftOut).toEqual(carried ? [] : ['title-too-short']);
    expect(rendering.fragment !== '').toBe(carried);
  });

  it('a title over 150 characters stands whole beside a short one', () => {
    const title = `${'word '.repeat(40)}end`;
    const item = told('msn', { title });
    expect(onlyText(item, '{}title')).toBe(title);
    const short = onlyText(item, `${MI}shortTitle`) ?? '';
    expect(short.length).toBeLessThanOrEqual(150);
    expect(short).toMatch(/^word .*word…$/);
    expect(onlyText(told('msn', { title: TITLE }), `${MI}shortTitle`)).toBeUndefined();
  });

  it('the date of change is the article’s own', () => {
    const updatedAt = '2025-03-06T00:00:00.000Z';
    expect(onlyText(told('msn', { title: TITLE, updatedAt }), `${DCTERMS}modified`)).toBe(updatedAt);
    expect(onlyText(told('msn', { title: TITLE }), `${DCTERMS}modified`)).toBe('2025-03-04T05:06:07.000Z');
  });

  it('a picture has its credit, and rights where the publisher gives them', () => {
    const image = { url: 'https://courant.example/a.jpg', alt: 'A', credit: 'B' };
    const [open] = childrenOf(
      told('msn', { title: TITLE, image, pictureRights: 'syndicate' }),
      `${MEDIA}content`,
    );
    expect(onlyText(open, `${MEDIA}credit`)).toBe('B');
    expect(onlyText(open, `${MI}hasSyndicationRights`)).toBe('1');
    const [own] = childrenOf(told('msn', { title: TITLE, image }), `${MEDIA}content`);
    expect(onlyText(own, `${MI}hasSyndicationRights`)).toBeUndefined();
  });

  it.each<[string, string, string]>([
    [
      'a figure',
      '<figure><img src="https://a.example/b.png" alt="c"><figcaption>d</figcaption></figure>',
      '<div><img src="https://a.example/b.png" alt="c"><p>d</p></div>',
    ],
    ['a definition list', '<dl><dt>a</dt><dd>b</dd></dl>', '<ul><li>a</li><li>b</li></ul>'],
    [
      'code and marks',
      '<p><code>a</code> <mark>b</mark> <cite>c</cite> <time datetime="2025">d</time></p>',
      '<p>a <strong>b</strong> <em>c</em> d</p>',
    ],
    ['quotes', '<p><q cite="https://a.example/">a</q></p>', '<p>“a”</p>'],
    ['ruby', '<p><ruby>橋<rp>(</rp><rt>はし</rt><rp>)</rp></ruby></p>', '<p>橋(はし)</p>'],
    ['a rule', '<p>a</p><hr><p>b</p>', '<p>a</p><p>b</p>'],
    [
      'spans of a table',
      '<table><tbody><tr><td colspan="2">a</td></tr></tbody></table>',
      '<table><tbody><tr><td>a</td></tr></tbody></table>',
    ],
  ])('%s is told in allowed elements', (_, body, expected) => {
    expect(html('msn', body)).toBe(expected);
  });

  it('no element stands deeper than nine, and no word is lost', () => {
    const deep = `${'<blockquote>'.repeat(14)}<p>end</p>${'</blockquote>'.repeat(14)}`;
    const out = html('msn', deep);
    expect(out.split('<blockquote>')).toHaveLength(10);
    expect(out).toContain('end');
    expect(out).not.toContain('<p>');
  });

  it('twenty items at most, no older than a year before the newest', () => {
    const { document, leftOut } = documentOf(writerOf('msn'), daily(22));
    expect(itemsIn(document)).toHaveLength(20);
    expect(leftOut).toEqual([
      { articleId: 'a-20', why: 'too-many' },
      { articleId: 'a-21', why: 'too-many' },
    ]);
    const [old] = daily(1, {
      id: 'old',
      publishedAt: '2024-03-05T09:59:59.000Z',
      updatedAt: '2024-03-05T09:59:59.000Z',
    });
    if (!old) throw new Error('no item');
    const late = documentOf(writerOf('msn'), [...daily(1), old]);
    expect(late.leftOut).toEqual([{ articleId: 'old', why: 'too-old' }]);
    const then = documentOf(writerOf('msn'), [old], {
      head: sampleHead({ asOf: '2025-03-05T09:00:00.000Z' }),
    });
    expect(then.leftOut).toEqual([]);
  });

  it('a take-down stays with its id, a newer date and an expiry that is over', () => {
    const { document } = documentOf(writerOf('msn'), daily(1), { stubs: [STUB] });
    const [stub] = itemsIn(document);
    expect(stub?.children.map(({ name, text }) => [name.replace(/\{[^}]*\}/, ''), text])).toEqual([
      ['guid', STUB.id],
      ['title', 'This article has been withdrawn'],
      ['link', 'https://courant.example/'],
      ['pubDate', 'Sat, 01 Mar 2025 08:00:00 GMT'],
      ['description', 'This article has been withdrawn'],
      ['modified', STUB.at],
      ['valid', STUB.at],
      ['expirationDate', STUB.at],
      ['encoded', '<p>This article has been withdrawn.</p>'],
    ]);
  });

  it.each([
    [5, 15],
    [10, 10],
    [40, 10],
  ])('%d take-downs leave %d places to articles', (gone, articles) => {
    const stubs = Array.from({ length: gone }, (_, at) => ({
      ...STUB,
      id: `tag:courant.example,2025:s-${at}`,
    }));
    const { document } = documentOf(writerOf('msn'), daily(25), { stubs });
    expect(itemsIn(document)).toHaveLength(gone + articles);
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
