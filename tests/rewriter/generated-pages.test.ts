import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Answered, type RunningFront, startNodeFront } from './fronts.ts';
import { type GeneratedPage, generatePages, KNOWN_ADDRESS } from './generated-pages.ts';
import { page } from './origin-server.ts';
import { startWorkerdFront } from './workerd-front.ts';

const PAGES = generatePages(240);
const CARD = /^<figure class="quote-card h-cite"[\s\S]*?<\/figure>/;
const DATA =
  /^<script type="application\/ld\+json">[^<]*<\/script>(?:<script type="application\/ld\+json">[^<]*<\/script>)?/;
const STYLE = '<link rel="stylesheet" href="https://cards.news.example/styles/card.css">';

const bytesOf = (text: string) => Uint8Array.from(text, (character) => character.charCodeAt(0));
const sourceOf = ({ pieces }: GeneratedPage) => pieces.map(({ text }) => text).join('');

/** Goes through a rewritten page piece by piece; what it returns of one is what stands in its place. */
function takeApart(
  generated: GeneratedPage,
  rewritten: string,
): { cards: string[]; head: string; data: string } {
  const found = { cards: [] as string[], head: '', data: '' };
  let rest = rewritten;
  const take = (text: string) => {
    expect(rest.slice(0, text.length)).toBe(text);
    rest = rest.slice(text.length);
    return text;
  };
  for (const [index, { text, becomes }] of generated.pieces.entries()) {
    if (becomes === 'kept') take(text);
    if (becomes === 'card') found.cards.push(take(CARD.exec(rest)?.[0] ?? 'a card'));
    if (becomes === 'data') found.data = take(DATA.exec(rest)?.[0] ?? 'linked data');
    if (becomes === 'head') {
      const next = generated.pieces[index + 1]?.text ?? '';
      found.head = take(rest.slice(0, rest.indexOf(next)));
    }
  }
  expect(rest).toBe('');
  return found;
}

describe('generated pages', () => {
  let fronts: RunningFront[] = [];
  const answers = new Map<GeneratedPage, Answered[]>();
  beforeAll(async () => {
    fronts = await Promise.all([startNodeFront(), startWorkerdFront()]);
    for (const front of fronts) {
      const published = await front.publish('night-boat', {
        url: KNOWN_ADDRESS,
        title: 'Das Nachtboot fährt',
        language: 'de',
        html: '<p>Es fährt wieder.</p>',
        publishedAt: '2026-05-01T08:00:00Z',
      });
      expect(published.status).toBe(201);
    }
    for (const generated of PAGES) {
      const given: Answered[] = [];
      for (const front of fronts) {
        front.origin.handle = page(bytesOf(sourceOf(generated)), {
          'Content-Type': generated.contentType,
          ETag: '"one"',
        });
        given.push(await front.ask('/page'));
      }
      answers.set(generated, given);
    }
  }, 120_000);
  afterAll(() => Promise.all(fronts.map((front) => front.stop())));

  it('are of every kind', () => {
    const count = (of: (generated: GeneratedPage) => boolean) => PAGES.filter(of).length;
    expect(count(({ known }) => known)).toBeGreaterThan(80);
    expect(count(({ cards }) => cards > 0)).toBeGreaterThan(180);
    expect(count(({ cards, known }) => cards === 0 && !known)).toBeGreaterThan(3);
    expect(
      count(({ pieces }) =>
        pieces.some(({ text, becomes }) => becomes === 'gone' && text.includes('widgets.js')),
      ),
    ).toBeGreaterThan(20);
  });

  it.each(PAGES.map((generated, index) => [index, generated] as const))(
    'page %i: what is not replaced stays byte for byte, in both runtimes alike',
    (_index, generated) => {
      const [node, workerd] = answers.get(generated) ?? [];
      if (!node || !workerd) throw new Error('not asked');
      expect(node.status).toBe(200);
      expect(workerd.body.toString('latin1')).toBe(node.body.toString('latin1'));
      expect(workerd.headers.etag).toBe(node.headers.etag);
      const { cards, head, data } = takeApart(generated, node.body.toString('latin1'));
      for (const card of cards) {
        expect(card).toContain(generated.wordsInCards);
        expect(card).toMatch(/^[\0-\x7f]*$/);
      }
      expect(head.startsWith(STYLE)).toBe(generated.cards > 0);
      const ours = head.slice(generated.cards > 0 ? STYLE.length : 0);
      expect(ours.match(/property="og:image"/g)?.length ?? 0).toBe(generated.known ? 1 : 0);
      if (!generated.known) expect(ours).toBe('');
      const described = `${ours}${data}`.match(/"@type":"NewsArticle"/g)?.length ?? 0;
      expect(described).toBe(generated.known ? 1 : 0);
      const isChanged = generated.known || generated.cards > 0;
      expect(node.headers.etag).toMatch(isChanged ? /^W\/"[0-9a-f]{20}"$/ : /^"one"$/);
    },
  );
});
