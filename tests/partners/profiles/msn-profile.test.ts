import { describe, expect, it } from 'vitest';
import { childrenOf, onlyText } from '../../feeds/xml-tree.ts';
import { documentOf, itemOf, STUB, sampleHead } from './sample-partner.ts';
import { daily, html, itemsIn, MEDIA, TITLE, told, writerOf } from './told-items.ts';

const DCTERMS = '{http://purl.org/dc/terms/}';
const MI = '{http://schemas.ingestion.microsoft.com/common/}';

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
