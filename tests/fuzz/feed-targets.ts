import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { FEED_FORMATS } from '../../src/domain/feed.ts';
import { parseInstant } from '../../src/domain/instant.ts';
import { Problem } from '../../src/domain/problem.ts';
import { element, xmlDocument } from '../../src/feeds/xml-writer.ts';
import { readAtom } from '../../src/sources/feeds/atom-items.ts';
import { listFeed, type ReadFeed } from '../../src/sources/feeds/feed-items.ts';
import { readJsonFeed } from '../../src/sources/feeds/json-feed-items.ts';
import { readRss } from '../../src/sources/feeds/rss-items.ts';
import { readXml } from '../../src/sources/feeds/xml-elements.ts';
import type { Source } from '../../src/sources/source.ts';
import { readWebhook } from '../../src/sources/webhooks/webhook-payload.ts';
import { HOSTILE_TEXTS } from '../feeds/hostile-text.ts';
import { RENDERERS, sampleFeed, sampleItem } from '../feeds/sample-feed.ts';
import { parseXml } from '../feeds/xml-tree.ts';
import { graftJson } from './mutation.ts';
import type { FuzzTarget } from './running.ts';

const expected = (name: string) =>
  readFileSync(new URL(`../feeds/expected/${name}`, import.meta.url), 'utf8');
const XML = ['courant.rss', 'courant.atom'].map(expected);
const TAGS = [
  ...[
    '<item>',
    '</item>',
    '<entry>',
    '<title>',
    '</title>',
    '<link href="',
    '<guid>',
    '<pubDate>',
    '<content:encoded>',
  ],
  ...[
    '<!DOCTYPE a [<!ENTITY b "c">]>',
    '&b;',
    '<?xml version="1.0" encoding="utf-16"?>',
    'xmlns:a="',
    'xmlns="',
    '<a:b/>',
  ],
  ...[
    'type="xhtml"',
    'xml:base="//evil.example/"',
    '<enclosure url="',
    '<media:content url="',
    'Mon, 04 May 2026 09:00:00 GMT',
  ],
];
const SOURCE: Omit<Source, 'kind'> = {
  id: 'one',
  address: 'https://a.example/',
  host: 'a.example',
  addedAt: '2026-01-01T00:00:00.000Z',
  settings: { everyMinutes: 15, hosts: [], since: '2026-01-01T00:00:00.000Z', text: 'auto' },
  cursor: {},
  failures: 0,
};

const HOOKS = [
  '{"post":{"current":{"id":"5f3b1c9e8d7a6b5c4d3e2f1a","title":"T","html":"<p>a</p>","url":"https://a.example/t/","published_at":"2026-05-04T09:00:00.000Z","status":"published"},"previous":{}}}',
  '{"id":5,"type":"post","status":"publish","link":"https://a.example/5"}',
  '{"id":"a","title":"T","html":"<p>Words</p>","url":"https://a.example/a","authors":["A"],"tags":["t"]}',
  '{"id":"a","deleted":true}',
];

/** The text as JSON, or else the sample with the text in it somewhere. */
function jsonOf(text: string, sample: unknown): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return graftJson(sample, text);
  }
}

const SAMPLE_FEED: unknown = JSON.parse(expected('courant.json'));

async function checkItems(feed: ReadFeed): Promise<void> {
  const { items } = await listFeed(feed, 'https://a.example/feed', 'auto');
  assert.equal(new Set(items.map(({ id }) => id)).size, items.length);
  for (const { id, url, publishedAt } of items) {
    assert(id.length > 0 && id.length <= 500);
    if (url !== undefined) assert.match(url, /^https?:\/\//);
    if (publishedAt !== undefined) assert.equal(parseInstant(publishedAt), publishedAt);
  }
}

export const FEED_TARGETS: readonly FuzzTarget[] = [
  {
    name: 'xml-reader',
    kind: 'text',
    seeds: XML,
    signs: TAGS,
    async check(text) {
      const document = readXml(text);
      if (typeof document === 'string') return;
      await checkItems(readRss(document));
      await checkItems(readAtom(document));
    },
  },
  {
    name: 'json-feed',
    kind: 'text',
    seeds: [expected('courant.json')],
    signs: [
      '"items":[',
      '"id":',
      '"url":"',
      '"date_published":"',
      '{}',
      '[]',
      'null',
      'true',
      '1e400',
      '"authors":[',
    ],
    async check(text) {
      const feed = readJsonFeed(jsonOf(text, SAMPLE_FEED));
      if (feed) await checkItems(feed);
    },
  },
  {
    name: 'xml-writer',
    kind: 'text',
    seeds: HOSTILE_TEXTS.map(({ given }) => given),
    check(text) {
      const root = element('a', { b: text, c: text.length }, [
        element('d', {}, text),
        element('e', { f: text }),
      ]);
      const { attributes, children } = parseXml(xmlDocument(root));
      assert.equal(children.length, 2);
      const [written = ''] = [children[0]?.text];
      assert.equal(
        written,
        text
          .toWellFormed()
          .replace(/\r\n?/g, '\n')
          .replace(/[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]/g, ''),
      );
      assert.equal(attributes.c, String(text.length));
    },
  },
  {
    name: 'feed-writers',
    kind: 'text',
    seeds: HOSTILE_TEXTS.map(({ given }) => given),
    signs: TAGS,
    check(text) {
      const item = sampleItem({
        id: `tag:a.example,2025:${text}`,
        title: text,
        summary: text,
        contentHtml: text,
      });
      const feed = sampleFeed({ title: text, description: text, items: [item, sampleItem()] });
      for (const format of FEED_FORMATS) {
        const document = RENDERERS[format](feed);
        if (format === 'json') JSON.parse(document);
        else parseXml(document);
      }
    },
  },
  {
    name: 'webhooks',
    kind: 'text',
    seeds: HOOKS,
    signs: [
      '"id":',
      '"post":',
      '"current":',
      '"previous":',
      '"status":"',
      '{}',
      '[]',
      'null',
      '"deleted":true',
      '1e400',
    ],
    async check(text) {
      const sample: unknown = JSON.parse(HOOKS[text.length % HOOKS.length] ?? '{}');
      const body = new TextEncoder().encode(JSON.stringify(jsonOf(text, sample)));
      for (const kind of ['ghost', 'wordpress', 'webhook', 'feed'] as const) {
        try {
          await readWebhook({ ...SOURCE, kind }, body);
        } catch (error) {
          if (!(error instanceof Problem)) throw error;
        }
      }
    },
  },
];
