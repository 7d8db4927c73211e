import assert from 'node:assert/strict';
import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Hono } from 'hono';
import { readSums, SUMS } from '../../src/commands/checked-files.ts';
import { partnerOfForm, productOfForm } from '../../src/console/partners/partner-forms.ts';
import { carriedSource, kindOf, readCarried } from '../../src/console/paste/pasted-source.ts';
import { readForm, SentForm } from '../../src/console/sent-form.ts';
import { readAccountRequest } from '../../src/crossposts/account-request.ts';
import { clusters } from '../../src/crossposts/clusters.ts';
import { postRecord } from '../../src/crossposts/post-record.ts';
import { documentText } from '../../src/crossposts/standard-site/document-text.ts';
import { Problem } from '../../src/domain/problem.ts';
import { PAYLOADS } from '../abuse/payloads.ts';
import { HOSTILE_TEXTS } from '../feeds/hostile-text.ts';
import { sampleArticle } from '../feeds/sample-feed.ts';
import { graftJson } from './mutation.ts';
import type { FuzzTarget } from './running.ts';

const TEMPLATES = [
  '{title}',
  '{title}\n\n{dek}\n{tags} {url}',
  '{section}: {title} – {author}',
  'x'.repeat(400),
];
const ACCOUNT = {
  service: 'https://pds.example',
  identifier: 'gazette.example',
  appPassword: 'abcd-efgh-ijkl-mnop',
  template: '{title}',
  languages: ['fr'],
  sections: ['Sport'],
  tags: [],
  enabled: true,
};
const BOUNDARY = 'boundary';
const part = (name: string, value: string) =>
  `--${BOUNDARY}\r\nContent-Disposition: form-data; name="${name}"\r\n\r\n${value}\r\n`;
const FORMS = [
  'csrf=abc&id=sport&name=Sport&permit=section%2Fsport%0D%0Atag%2Fx&embargo=0&profile=generic',
  `${part('id', 'herald')}${part('name', 'The Herald')}${part('requests', '60')}${part('product-sport', 'on')}--${BOUNDARY}--\r\n`,
];

const encoder = new TextEncoder();

async function refusedOr<Value>(attempt: () => Value): Promise<Value | undefined> {
  try {
    return await attempt();
  } catch (error) {
    if (error instanceof Problem) return undefined;
    throw error;
  }
}

const NAMES = ['csrf', 'id', 'name', 'permit', 'requests', 'source'];
const reader = new Hono();
reader.post('/', async (context) => {
  const form = await readForm(context);
  return context.json(NAMES.map((name) => form.raw(name)));
});
reader.onError((error, context) => {
  if (error instanceof Problem) return context.json({ refused: error.code }, 400);
  throw error;
});

async function checkForm(type: string, body: string): Promise<void> {
  const answer = await reader.request('/', { method: 'POST', headers: { 'Content-Type': type }, body });
  const read: unknown = await answer.json();
  if (answer.status === 400) return;
  assert(Array.isArray(read));
  if (type.startsWith('multipart/')) return;
  const sent = new URLSearchParams(body);
  const last = NAMES.map((name) => sent.getAll(name).at(-1) ?? '');
  assert.deepEqual(
    read,
    last.map((value) => value.replaceAll('\r\n', '\n')),
  );
}

const folder = mkdtempSync(join(tmpdir(), 'tearsheet-sums-'));

export const POST_TARGETS: readonly FuzzTarget[] = [
  {
    name: 'post-texts',
    kind: 'text',
    seeds: [
      ...[
        'A title #tag https://a.example/x and more',
        '👩‍👩‍👧'.repeat(200),
        'word '.repeat(100),
        '{title} {url}',
      ],
      ...HOSTILE_TEXTS.map(({ given }) => given),
    ],
    signs: ['#Tag', '＃', 'https://a.example/', '{title}', '{tags}', '\u200d', '🏽', '…', '\ud83d'],
    check(text) {
      const article = sampleArticle({
        title: text.slice(0, 500),
        dek: text.slice(0, 2000),
        section: text.slice(0, 60),
        tags: text.split(' ').slice(0, 12),
        authors: [{ name: text.slice(0, 90) }],
        url: 'https://paper.example/a',
      });
      for (const template of [...TEMPLATES, text.slice(0, 1000)]) {
        const given = { template, publicUrl: 'https://paper.example', createdAt: '2026-05-04T10:00:00.000Z' };
        const record = postRecord(article, given);
        const bytes = encoder.encode(record.text);
        assert(clusters(record.text).length <= 300, 'more than 300 graphemes');
        assert(bytes.length <= 3000, 'more than 3,000 bytes');
        let done = 0;
        for (const { index, features } of record.facets ?? []) {
          assert(index.byteStart >= done && index.byteEnd > index.byteStart && index.byteEnd <= bytes.length);
          done = index.byteEnd;
          // Throws where a character is cut.
          new TextDecoder('utf-8', { fatal: true }).decode(bytes.slice(index.byteStart, index.byteEnd));
          for (const feature of features) if ('uri' in feature) assert.match(feature.uri, /^https?:\/\//);
        }
        assert(JSON.stringify(record).isWellFormed());
        assert((record.tags ?? []).every((tag) => clusters(tag).length <= 64));
      }
    },
  },
  {
    name: 'document-texts',
    kind: 'text',
    seeds: [
      ...PAYLOADS,
      '<p>a</p><ul><li>b</li></ul><table><tr><td>c</td></tr></table>',
      `<p>${'w '.repeat(9000)}</p>`,
    ],
    signs: ['<p>', '</p>', '<li>', '<br>', '<pre>', '<table>', '&nbsp;', '<h2>'],
    async check(text) {
      const block = { type: 'html' as const, html: text };
      const found = await refusedOr(() => documentText({ body: [block, block] }));
      if (found === undefined) return;
      assert(encoder.encode(found).length <= 100_000);
      assert(found.isWellFormed());
    },
  },
  {
    name: 'account-requests',
    kind: 'text',
    seeds: [JSON.stringify(ACCOUNT)],
    signs: ['"service":"', 'https://', '@', '{title}', '{nothing}', 'null', '[]', '1e400'],
    async check(text) {
      for (const body of [text, JSON.stringify(graftJson(ACCOUNT, text))]) {
        const read = await refusedOr(() => readAccountRequest(body, { refusalOf: () => undefined } as never));
        if (read) assert.equal(new URL(read.service).origin, read.service);
      }
    },
  },
  {
    name: 'console-forms',
    kind: 'text',
    seeds: FORMS,
    signs: [`--${BOUNDARY}`, '\r\n', '&', '%', '%0D%0A', 'name="', 'filename="a"', '=', '+', '__proto__='],
    async check(text) {
      await checkForm('application/x-www-form-urlencoded', text);
      await checkForm(`multipart/form-data; boundary=${BOUNDARY}`, text);
      const values = new Map([...new URLSearchParams(text)]);
      const form = new SentForm(values);
      await refusedOr(() => productOfForm(form));
      await refusedOr(() => partnerOfForm(form, []));
      const carried = await refusedOr(() => readCarried(form));
      if (carried) assert.match(carried.type, /^(?:text|html|markdown|page)$/);
      const source = { type: 'text' as const, body: text, given: { title: text } };
      const again = readCarried(new SentForm(new Map(Object.entries(carriedSource(source)))));
      assert.deepEqual(again, source);
      assert.match(kindOf(text), /^(?:text|html|markdown|json|page)$/);
    },
  },
  {
    name: 'backup-lists',
    kind: 'text',
    seeds: [
      `${'0a'.repeat(32)}  tearsheet.sqlite\n${'1b'.repeat(32)}  blobs/media/abc.jpg\n${'2c'.repeat(32)}  backup.json\n`,
    ],
    signs: ['../', 'blobs/', '/etc/passwd', '  ', '\n', 'secrets-key', '\\', '.', 'blobs/../../x', 'C:\\'],
    async check(text) {
      writeFileSync(join(folder, SUMS), text);
      const sums = await readSums(folder).catch((error: Error) => {
        assert.match(error.message, /names what no backup holds/);
        return new Map<string, string>();
      });
      for (const [path, digest] of sums) {
        assert.match(digest, /^[0-9a-f]{64}$/);
        const place = join(folder, path);
        const isInside = place.startsWith(`${folder}/`) && !path.split('/').includes('..');
        assert(isInside && !/[\\\u0000]/.test(path), path);
      }
    },
  },
];
