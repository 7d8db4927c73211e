import { parseArgs } from 'node:util';
import { printCircumstances, printLoad } from './measure/table.ts';
import { reportAll } from './report/all-benches.ts';
import { writePage } from './report/page.ts';

// npm run bench -- <name>: times one thing beside its peers, interleaved. Without a name: all of them, one after the
// other, and one report. Prints figures as Markdown, never verdicts.

const BENCHES: Record<string, () => Promise<void>> = {
  previews: async () => (await import('./previews/node-tables.ts')).benchPreviews(),
  'previews cold': async () => (await import('./previews/cold-starts.ts')).benchColdStarts(),
  workerd: async () => (await import('./workerd/tables.ts')).benchWorkerd(),
  http: async () => (await import('./http/tables.ts')).benchHttp(),
  feeds: async () => (await import('./feeds/documents.ts')).benchFeedDocuments(),
  articles: async () => (await import('./articles.ts')).benchArticles(),
  embeds: async () => (await import('./embeds/tables.ts')).benchEmbeds(),
  cards: async () => (await import('./cards/tables.ts')).benchCards(),
  publishing: async () => (await import('./publishing/tables.ts')).benchPublishing(),
  rewriter: async () => (await import('./rewriter/tables.ts')).benchRewriter(),
  'growth articles': async () => (await import('./growth/articles.ts')).benchArticleGrowth(),
  'growth partners': async () => (await import('./growth/partners.ts')).benchPartnerGrowth(),
  rows: async () => (await import('./rows/tables.ts')).benchRows(),
  newsroom: async () => (await import('./newsroom/tables.ts')).benchNewsroom(),
  partners: async () => (await import('./partners/tables.ts')).benchPartners(),
  hub: async () => (await import('./hub/fan-out.ts')).benchFanOut(),
};

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    short: { type: 'boolean', default: false },
    long: { type: 'boolean', default: false },
    write: { type: 'boolean', default: false },
    // Of the newsroom: how many of its hours are lived.
    hours: { type: 'string' },
  },
});
const name = positionals.join(' ');
const bench = BENCHES[name];
if (name !== '' && !bench) {
  console.error(`Which? npm run bench -- ${Object.keys(BENCHES).join(' | ')}`);
  process.exit(2);
}
// Ends by itself where it is told to, so that its folders and children go with it.
process.once('SIGTERM', () => process.exit(143));
if (bench && !values.write) {
  printCircumstances();
  await bench();
  printLoad();
} else {
  const names = bench ? [name] : Object.keys(BENCHES);
  const isShort = values.short || (!bench && !values.long);
  const flags = [...(isShort ? ['--short'] : []), ...(values.hours ? ['--hours', values.hours] : [])];
  const report = await reportAll(names, flags);
  if (values.write) writePage(report);
}
