import { fromHtml } from 'hast-util-from-html';
import { readArticle } from '../src/articles/read-article.ts';
import { createEmbedFinder } from '../src/embeds/embed-finder.ts';
import { type Contender, compare } from './measure/interleaved.ts';
import { milliseconds, printTable, times } from './measure/table.ts';
import { longPage } from './publishing/long-article.ts';
import { words } from './words.ts';

function flattened(): string {
  const paragraphs = Array.from({ length: 12 }, () => `${words(50)}.`);
  return [
    'International',
    words(9),
    ...paragraphs,
    `${words(20)} pic.twitter.com/HaoKuTLDZY`,
    '— Nom (@handle) May 14, 2024',
    words(40),
  ].join('\n');
}

function articleContenders(): Contender[] {
  const finder = createEmbedFinder();
  const pages = Array.from({ length: 8 }, () => longPage());
  const texts = Array.from({ length: 8 }, flattened);
  const pick = (list: string[], round: number) => list[round % list.length] ?? '';
  return [
    { name: 'parse5 alone, 100 kB of HTML (the floor)', run: (round) => fromHtml(pick(pages, round)) },
    {
      name: 'ours: 100 kB of HTML, 10 posts → draft',
      run: (round) => readArticle({ type: 'html', body: pick(pages, round), given: {} }, finder),
    },
    {
      name: 'ours: 5 kB of flattened text, 1 post → draft',
      run: (round) => readArticle({ type: 'text', body: pick(texts, round), given: {} }, finder),
    },
  ];
}

/** Reading an article with its posts, beside the parser that it stands on. */
export async function benchArticles(): Promise<void> {
  const rounds = 200;
  const figures = await compare(articleContenders(), rounds);
  const base = figures[0]?.medianMs ?? Number.NaN;
  printTable(
    `Reading an article: ${rounds} rounds, interleaved; milliseconds`,
    ['', 'wall median', 'p95', 'of the first'],
    figures.map(({ name, medianMs, p95Ms }) => [
      name,
      milliseconds(medianMs),
      milliseconds(p95Ms),
      times(medianMs / base),
    ]),
  );
}
