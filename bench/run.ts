import { cpus } from 'node:os';
import { articleContenders } from './articles.ts';
import { feedContenders } from './feeds.ts';
import { type Contender, compare } from './interleaved.ts';
import { previewContenders } from './previews.ts';

// npm run bench [-- name …]: times each stage beside its peers, in one process, interleaved. Figures, never verdicts.

interface Table {
  title: string;
  rounds: number;
  contenders: () => Promise<Contender[]> | Contender[];
}

const TABLES: Record<string, Table[]> = {
  previews: [{ title: 'A preview, every word random', rounds: 200, contenders: previewContenders }],
  feeds: [20, 100, 1000].map((count) => ({
    title: `A feed of ${count} articles, to bytes`,
    rounds: count === 1000 ? 30 : 200,
    contenders: () => feedContenders(count),
  })),
  articles: [{ title: 'Reading an article with its posts', rounds: 200, contenders: articleContenders }],
};

const chosen = process.argv.slice(2);
const unknown = chosen.filter((name) => !Object.hasOwn(TABLES, name));
if (unknown.length > 0) {
  console.error(`There is no bench ${unknown.join(', ')}; there are ${Object.keys(TABLES).join(', ')}.`);
  process.exit(2);
}

console.log(
  `Node ${process.version}, ${cpus()[0]?.model ?? 'unknown processor'} × ${cpus().length}. Milliseconds; ratio to the first row.`,
);
for (const { title, rounds, contenders } of Object.entries(TABLES).flatMap(([name, tables]) =>
  chosen.length === 0 || chosen.includes(name) ? tables : [],
)) {
  console.log(`\n${title}: median of ${rounds}, interleaved`);
  for (const { name: row, medianMs, p95Ms, ratio } of await compare(await contenders(), rounds)) {
    const cells = [
      row.padEnd(44),
      medianMs.toFixed(3).padStart(9),
      p95Ms.toFixed(3).padStart(9),
      `${ratio.toFixed(2)}×`.padStart(9),
    ];
    console.log(`  ${cells.join('')}`);
  }
}
console.log(
  '\nNot measured here: workerd (quote nothing through wrangler dev), @vercel/og, satori, takumi, and the network.',
);
