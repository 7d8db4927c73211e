import assert from 'node:assert/strict';
import { globSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { fromHtml } from 'hast-util-from-html';
import { splitFrontMatter } from '../../src/articles/markdown/front-matter.ts';
import { readDateLine } from '../../src/articles/printed-lines/printed-date.ts';
import { readArticle } from '../../src/articles/read-article.ts';
import type { Source } from '../../src/articles/source.ts';
import type { ArticleDraft } from '../../src/domain/article.ts';
import { parseInstant } from '../../src/domain/instant.ts';
import type { Capture } from '../../src/domain/post.ts';
import { Problem } from '../../src/domain/problem.ts';
import { createEmbedFinder } from '../../src/embeds/embed-finder.ts';
import { readDateAmongWords, readPrintedDate, readPrintedMoment } from '../../src/embeds/printed-date.ts';
import { faultsInHtml } from '../abuse/markup-judge.ts';
import { PAYLOADS } from '../abuse/payloads.ts';
import { EMBED_FORMS } from '../articles/page-embeds.ts';
import { PAGE_LAYOUTS } from '../articles/page-layouts.ts';
import type { FuzzTarget } from './running.ts';

const ROOT = fileURLToPath(new URL('../..', import.meta.url));
const filesOf = (pattern: string) =>
  globSync(pattern, { cwd: ROOT })
    .sort()
    .map((path) => readFileSync(`${ROOT}${path}`, 'utf8'));
const finder = createEmbedFinder();

const TEXTS = filesOf('{tests/articles/sources,examples/articles}/*.txt');
const PAGES = filesOf('{tests/articles/sources,examples/articles}/*.html');
const MARKDOWN = filesOf('{tests/articles/sources,examples/articles}/*.md');
const FETCHED = PAGE_LAYOUTS.map(({ render }, index) => {
  const markup = EMBED_FORMS[index % EMBED_FORMS.length]?.make(index).markup ?? '';
  return render('The boat is back', [
    { words: 'The night boat is back at its pier. '.repeat(20) },
    { markup },
  ]);
});
const SIGNATURES = [
  '— Name (@handle) September 13, 2023',
  '— 名前 (@handle) 2023年9月13日',
  '— اسم (@handle) ١٣ سبتمبر ٢٠٢٣',
  'Name (@handle@social.example) · 7 March 2025 at 22:57',
  'https://x.com/handle/status/1702027486012838297',
  'https://bsky.app/profile/handle.example/post/3ljtqqgkz2c2x',
  'https://social.example/@handle/112233445566778899',
  'pic.twitter.com/Ab3dEf9hIj',
  '[tweet 1702027486012838297]',
  '{{< tweet user="handle" id="1702027486012838297" >}}',
  '<blockquote class="twitter-tweet"><p>Words</p>&mdash; A (@a) <a href="https://x.com/a/status/1702027486012838297">May 1, 2024</a></blockquote>',
  '<iframe src="https://social.example/@a/112233445566778899/embed"></iframe>',
  '<script type="application/ld+json">{"@type":"NewsArticle","headline":"T"}</script>',
];

/** What must hold of every article that is read. */
function checkDraft(draft: ArticleDraft): void {
  assert.notEqual(draft.title.trim(), '');
  assert(JSON.stringify(draft).isWellFormed(), 'a lone surrogate');
  for (const block of draft.body) {
    if (block.type === 'html') assert.deepEqual(faultsInHtml(block.html), []);
  }
  const { url, image, licence, authors, related } = draft;
  for (const address of [url, image?.url, licence, ...[...authors, ...related].map((one) => one.url)]) {
    if (address !== undefined) assert.match(address, /^https?:\/\//);
  }
  for (const moment of [draft.publishedAt, draft.updatedAt]) {
    if (moment !== undefined) assert.equal(parseInstant(moment), moment);
  }
  for (const { capture } of draft.embeds) checkCapture(capture);
}

function checkCapture({ url, post }: Pick<Capture, 'url' | 'post'>): void {
  if (url !== undefined) assert.match(url, /^https?:\/\//);
  if (!post) return;
  let done = 0;
  for (const link of post.links) {
    assert(link.start >= done && link.end > link.start && link.end <= post.text.length, 'links that overlap');
    assert.match(link.url, /^https?:\/\//);
    done = link.end;
  }
}

/** Refusals are outcomes; anything else that is thrown is a fault. */
async function unlessRefused(attempt: () => unknown): Promise<void> {
  try {
    await attempt();
  } catch (error) {
    if (!(error instanceof Problem)) throw error;
  }
}

function articleTarget(type: Source['type'], seeds: readonly string[], signs: readonly string[]): FuzzTarget {
  return {
    name: `${type}-article`,
    kind: 'text',
    seeds,
    signs,
    check: (body) =>
      unlessRefused(async () =>
        checkDraft(await readArticle({ type, body, given: {}, address: 'https://paper.example/a' }, finder)),
      ),
  };
}

const DAY = /^\d{4}-\d{2}-\d{2}$/;

export const TEXT_TARGETS: readonly FuzzTarget[] = [
  articleTarget('text', TEXTS, SIGNATURES),
  articleTarget('html', [...PAGES, ...PAYLOADS], [...SIGNATURES, ...PAYLOADS]),
  articleTarget(
    'markdown',
    [...MARKDOWN, ...PAYLOADS],
    [...SIGNATURES, '> ', '- ', '1. ', '```\n', '[a]: ', '|-|-|\n'],
  ),
  articleTarget('page', [...PAGES, ...FETCHED], SIGNATURES),
  {
    name: 'flattened-posts',
    kind: 'text',
    seeds: [...TEXTS, ...SIGNATURES],
    signs: SIGNATURES,
    async check(text) {
      const lines = text.split('\n');
      let done = 0;
      for (const { start, end, capture } of await finder.findInText(lines)) {
        assert(start >= done && end > start && end <= lines.length, 'posts that overlap');
        done = end;
        checkCapture(capture);
      }
    },
  },
  {
    name: 'html-finder',
    kind: 'text',
    seeds: [...PAGES, ...SIGNATURES],
    signs: SIGNATURES,
    async check(html) {
      for (const { capture } of await finder.findInTree(fromHtml(html, { fragment: true })))
        checkCapture(capture);
    },
  },
  {
    name: 'dates',
    kind: 'text',
    seeds: [
      ...[
        'September 13, 2023',
        '13. September 2023',
        '13 de septiembre de 2023',
        '2023年9月13日',
        '13/09/2023',
      ],
      ...[
        '١٣ سبتمبر ٢٠٢٣',
        '13 ก.ย. 2566',
        '۲۲ شهریور ۱۴۰۲',
        '13 sept. 2023 à 14 h 05',
        '7 March 2025 at 22:57 UTC',
      ],
      ...[
        '2024-05-31T09:30:00+02:00',
        '2024-05-31',
        '2024-W05-1',
        'Updated 5 minutes ago',
        'LONDON, May 31 (Agency) —',
      ],
    ],
    signs: ['2023', '1402', '2566', 'May', '5月', 'T', 'Z', '+24:00', '99', '30', ' at ', ' de '],
    check(text) {
      const instant = parseInstant(text);
      if (instant !== undefined) assert.equal(new Date(instant).toISOString(), instant);
      for (const day of [readPrintedDate(text), readPrintedMoment(text), readDateAmongWords(text)]) {
        if (day === undefined) continue;
        assert.match(day, DAY);
        assert.equal(new Date(day).toISOString().slice(0, 10), day);
      }
      readDateLine(text);
    },
  },
  {
    name: 'front-matter',
    kind: 'text',
    seeds: MARKDOWN.map((text) => text.slice(0, 1500)),
    signs: [
      '---\n',
      'tags: [a, b]\n',
      'title: |\n  a\n',
      '&a ',
      '*a',
      '<<: ',
      '!!',
      '? ',
      '"',
      "'",
      '\n  - ',
      '2024-05-31',
    ],
    check: (text) => unlessRefused(() => assert.equal(typeof splitFrontMatter(text).body, 'string')),
  },
];
