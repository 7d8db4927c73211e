import { fromHtml } from 'hast-util-from-html';
import { createEmbedFinder } from '../../src/embeds/embed-finder.ts';
import { inForm } from '../measure/form.ts';
import { type Contender, compare } from '../measure/interleaved.ts';
import { milliseconds, printTable } from '../measure/table.ts';
import { longPage, longText } from '../publishing/long-article.ts';

const ROUNDS = inForm(100, 40);
const COUNTS = [0, 10, 100];
const VARIANTS = 6;

/** Finding the posts in pages and in flattened text of 100 kB, by how many there are. */
export async function benchEmbeds(): Promise<void> {
  const finder = createEmbedFinder();
  const contenders: Contender[] = [];
  const found: string[] = [];
  for (const count of COUNTS) {
    const pages = Array.from({ length: VARIANTS }, (_, variant) => longPage(variant * 1000, count));
    const texts = Array.from({ length: VARIANTS }, (_, variant) =>
      longText(variant * 1000, count).split('\n'),
    );
    const page = (round: number) => fromHtml(pages[round % VARIANTS] ?? '');
    const lines = (round: number) => texts[round % VARIANTS] ?? [];
    // A tree is searched once, as a page is: the finder is timed with the parser, and the parser alone.
    contenders.push(
      { name: `page of ${count} posts: the parser alone`, run: page },
      { name: `page of ${count} posts: parsed and searched`, run: (round) => finder.findInTree(page(round)) },
      {
        name: `text of ${count} posts: every line read once (the floor)`,
        run: (round) => lengthOf(lines(round)),
      },
      { name: `text of ${count} posts: searched`, run: (round) => finder.findInText(lines(round)) },
    );
    const [inTree, inText] = [await finder.findInTree(page(0)), await finder.findInText(lines(0))];
    found.push('', String(inTree.length), '', String(inText.length));
  }
  const figures = await compare(contenders, ROUNDS);
  printTable(
    `Finding the posts in 100 kB: ${ROUNDS} rounds, interleaved; milliseconds. Beyond: more than the line above`,
    ['', 'wall median', 'p95', 'beyond', 'found'],
    figures.map(({ name, medianMs, p95Ms }, index) => [
      name,
      milliseconds(medianMs),
      milliseconds(p95Ms),
      index % 2 === 1 ? milliseconds(medianMs - (figures[index - 1]?.medianMs ?? Number.NaN)) : '',
      found[index] ?? '',
    ]),
  );
}

function lengthOf(lines: readonly string[]): number {
  let length = 0;
  for (const line of lines) for (let at = 0; at < line.length; at++) length += line.charCodeAt(at) & 1;
  return length;
}
