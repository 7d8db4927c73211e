import { describe, expect, it } from 'vitest';
import { readConfig } from '../../src/config.ts';
import { documentPlace, publicationSite } from '../../src/crossposts/standard-site/document-place.ts';
import { documentRecord } from '../../src/crossposts/standard-site/document-record.ts';
import { documentText } from '../../src/crossposts/standard-site/document-text.ts';
import {
  publicationAddress,
  publicationKey,
} from '../../src/crossposts/standard-site/publication-address.ts';
import { publicationRecord } from '../../src/crossposts/standard-site/publication-record.ts';
import type { Article, Block } from '../../src/domain/article.ts';

const PUBLICATION = 'at://did:plc:ferry/site.standard.publication/2222222222222';

const configOf = (settings: Record<string, string> = {}) =>
  readConfig({
    PUBLIC_URL: 'https://feeds.harbour.example',
    PUBLICATION_NAME: 'The Harbour Post',
    TAG_AUTHORITY: 'harbour.example,2026',
    ...settings,
  });
const front = configOf({ FRONT_ORIGIN: 'http://10.0.0.5:8080', FRONT_HOSTS: 'harbour.example' });

const html = (text: string): Block => ({ type: 'html', html: text });
const quoted: Block = {
  type: 'embed',
  ref: { platform: 'x', capture: 'x/1797753265873129095', form: 'blockquote', confidence: 1 },
};
const article: Article = {
  id: 'ferry',
  guid: 'tag:harbour.example,2026:articles/ferry',
  version: 1,
  state: 'live',
  title: 'The night ferry returns',
  authors: [{ name: 'Ada Quay' }],
  tags: ['ferries', ' '],
  language: 'en',
  direction: 'ltr',
  publishedAt: '2026-03-01T08:00:00.000Z',
  updatedAt: '2026-03-01T08:00:00.000Z',
  body: [html('<p>It sails <em>at ten</em>.</p>')],
  related: [],
  reading: {},
};

describe('where a document is', () => {
  const at = (host: string) => `https://${host}/2026/ferry?from=home`;
  it.each([
    ['our own page, where no address is stated', configOf(), undefined, PUBLICATION, '/articles/ferry'],
    [
      'our own page, where the site is not ours',
      configOf(),
      at('harbour.example'),
      PUBLICATION,
      '/articles/ferry',
    ],
    [
      'the stated address under our own',
      configOf(),
      at('feeds.harbour.example'),
      PUBLICATION,
      '/2026/ferry?from=home',
    ],
    [
      'the page of the site that we stand before',
      front,
      at('harbour.example'),
      PUBLICATION,
      '/2026/ferry?from=home',
    ],
    [
      'alone on our host, where that is not the site',
      front,
      undefined,
      'https://feeds.harbour.example',
      '/articles/ferry',
    ],
    [
      'alone, where its address is on a third host',
      front,
      at('other.example'),
      'https://feeds.harbour.example',
      '/articles/ferry',
    ],
  ])('%s', (_, config, url, site, path) => {
    expect(documentPlace({ id: 'ferry', ...(url && { url }) }, PUBLICATION, config)).toEqual({ site, path });
  });

  it('is on the publisher’s site, in the scheme that the world uses', () => {
    expect(publicationSite(front)).toBe('https://harbour.example');
    expect(publicationSite(configOf({ PUBLIC_URL: 'http://localhost:8080' }))).toBe('http://localhost:8080');
  });
});

describe('the address of a publication’s record', () => {
  const keyOf = (settings: Record<string, string> = {}) => publicationKey(configOf(settings));

  it('has the form of a TID and is another for another site', () => {
    const keys = [
      keyOf(),
      keyOf({ PUBLIC_URL: 'https://try.harbour.example' }),
      keyOf({ TAG_AUTHORITY: 'harbour.example,2026-03' }),
      keyOf({ TAG_AUTHORITY: 'harbour.example,1969-13-45' }),
    ];
    for (const key of keys) expect(key).toMatch(/^[234567abcdefghij][234567abcdefghijklmnopqrstuvwxyz]{12}$/);
    expect(new Set(keys).size).toBe(keys.length);
  });

  it('stays, whatever else is set', () => {
    expect(keyOf({ PUBLICATION_NAME: 'Another Name', THEME_ACCENT: '#000000' })).toBe(keyOf());
    // A change would leave behind what was published before, and nobody would believe it any more.
    expect(publicationAddress('did:plc:ferry', configOf())).toBe(
      'at://did:plc:ferry/site.standard.publication/3mbd354l6cmvu',
    );
  });
});

describe('the record of a publication', () => {
  it('has the publication’s name, site and colours', () => {
    const record = publicationRecord(
      configOf({ PUBLICATION_DESCRIPTION: 'News of the quay.', THEME_ACCENT: '#ffd000' }),
    );
    expect(record).toMatchObject({
      url: 'https://feeds.harbour.example',
      name: 'The Harbour Post',
      description: 'News of the quay.',
      basicTheme: {
        accent: { r: 255, g: 208, b: 0 },
        accentForeground: { r: 0, g: 0, b: 0 },
        background: { r: 250, g: 248, b: 244 },
      },
    });
    expect(publicationRecord(configOf())).not.toHaveProperty('description');
    expect(publicationRecord(configOf()).basicTheme.accentForeground).toMatchObject({
      r: 255,
      g: 255,
      b: 255,
    });
  });
});

describe('the record of a document', () => {
  it('has what is known of an article and nothing else', () => {
    expect(documentRecord(article, { publication: PUBLICATION }, configOf())).toEqual({
      $type: 'site.standard.document',
      site: PUBLICATION,
      path: '/articles/ferry',
      title: 'The night ferry returns',
      description: 'It sails at ten.',
      textContent: 'It sails at ten.',
      tags: ['ferries'],
      publishedAt: '2026-03-01T08:00:00.000Z',
    });
  });

  it('names its post, its picture and its correction', () => {
    const post = { uri: 'at://did:plc:ferry/app.bsky.feed.post/2222222222222', cid: 'bafyone' };
    const corrected = { ...article, updatedAt: '2026-03-01T09:00:00.000Z' };
    const cover = {
      $type: 'blob' as const,
      ref: { $link: 'bafytwo' },
      mimeType: 'image/png',
      size: 3,
    };
    expect(documentRecord(corrected, { publication: PUBLICATION, cover, post }, configOf())).toMatchObject({
      updatedAt: '2026-03-01T09:00:00.000Z',
      bskyPostRef: post,
      coverImage: cover,
    });
  });

  it('keeps to the lengths of the lexicon', () => {
    const long = {
      ...article,
      title: '👨‍👩‍👧'.repeat(600),
      dek: 'ship '.repeat(2000),
      tags: ['x'.repeat(300)],
    };
    const record = documentRecord(long, { publication: PUBLICATION }, configOf());
    const count = (text = '') => [...new Intl.Segmenter().segment(text)].length;
    expect(count(record.title)).toBeLessThanOrEqual(500);
    expect(count(record.description)).toBeLessThanOrEqual(3000);
    expect(record.tags?.map(count)).toEqual([128]);
  });
});

describe('the text of a document', () => {
  it.each([
    ['paragraphs and headings', ['<h2>One</h2><p>Two<br>three.</p>'], 'One\n\nTwo three.'],
    [
      'items of a list',
      ['<ul><li>First</li><li><p>Second</p><p>more</p></li></ul>'],
      'First\n\nSecond\n\nmore',
    ],
    [
      'what stands between blocks',
      ['loose <b>words</b><p>Inside.</p>after'],
      'loose words\n\nInside.\n\nafter',
    ],
    [
      'captions without their pictures',
      ['<figure><img src="a.png" alt="A"><figcaption>Cap.</figcaption></figure>'],
      'Cap.',
    ],
    ['characters as they are', ['<p>a &lt; b &amp; c</p>'], 'a < b & c'],
    ['half a character as none', ['<p>a\ud800b</p>'], 'a\ufffdb'],
    ['nothing', ['<p> </p>'], ''],
  ])('has %s', (_, blocks, text) => {
    expect(documentText({ body: blocks.map(html) })).toBe(text);
  });

  it('leaves out quoted posts', () => {
    expect(documentText({ body: [html('<p>Before.</p>'), quoted, html('<p>After.</p>')] })).toBe(
      'Before.\n\nAfter.',
    );
  });

  it('ends after a whole paragraph where there is too much', () => {
    const text = documentText({ body: [html(`<p>${'é'.repeat(1000)}</p>`.repeat(400))] });
    expect(new TextEncoder().encode(text).byteLength).toBeLessThanOrEqual(100_000);
    expect(text.split('\n\n').every((piece) => piece.length === 1000)).toBe(true);
    expect(text.split('\n\n').length).toBe(49);
  });
});
