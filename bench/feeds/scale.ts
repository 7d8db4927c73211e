import { type Contender, compare } from '../measure/interleaved.ts';
import { milliseconds, printTable, times } from '../measure/table.ts';
import { openPublication, type Publication } from '../publication.ts';
import { temporaryFolder } from '../temporary-folder.ts';
import { fillArchive } from './archive.ts';

const SIZES = [1000, 10_000, 100_000, 1_000_000];
const ROUNDS = 60;
const PAGES = [
  ['all', '/feeds/all.rss'],
  ['a section', '/feeds/section/world.rss'],
  ['a tag', '/feeds/tag/rivers.rss'],
  ['a section and a tag', '/feeds/all.rss?section=world&tag=rivers'],
  ['a section and a tag with nothing in common', '/feeds/all.rss?section=part-3&tag=label-54'],
] as const;

/** The first page of feeds over ever larger archives, assembled each time: nothing is cached but rendered items. */
export async function benchScale(): Promise<void> {
  const publications: Publication[] = [];
  for (const size of SIZES) {
    const publication = await openPublication(temporaryFolder(), {
      more: { cache: { get: async () => undefined, put: async () => {} } },
    });
    await fillArchive(publication, size);
    publications.push(publication);
  }
  const contenders: Contender[] = PAGES.flatMap(([name, path]) =>
    publications.map(({ request }, index) => ({
      name: `${name} ${SIZES[index]}`,
      run: async () => {
        const response = await request(path);
        if (response.status !== 200) throw new Error(`${path} answers ${response.status}`);
        return new Uint8Array(await response.arrayBuffer());
      },
    })),
  );
  const figures = await compare(contenders, ROUNDS);
  const medians = PAGES.map((_, page) =>
    SIZES.map((_, index) => figures[page * SIZES.length + index]?.medianMs ?? Number.NaN),
  );
  printTable(
    `First page of a feed by the articles there are, Node and SQLite: median of ${ROUNDS}, interleaved; milliseconds`,
    ['', ...SIZES.map((size) => size.toLocaleString('en')), 'last to first'],
    PAGES.map(([name], page) => {
      const own = medians[page] ?? [];
      return [name, ...own.map(milliseconds), times((own.at(-1) ?? Number.NaN) / (own[0] ?? Number.NaN))];
    }),
  );
  for (const { ports } of publications) ports.database.close();
}
