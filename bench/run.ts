import { printCircumstances, printLoad } from './measure/table.ts';

// npm run bench -- <name>: times one thing beside its peers, interleaved. Prints figures as Markdown, never verdicts.

const BENCHES: Record<string, () => Promise<void>> = {
  articles: async () => (await import('./articles.ts')).benchArticles(),
  feeds: async () => (await import('./feeds/documents.ts')).benchFeedDocuments(),
  'feeds scale': async () => (await import('./feeds/scale.ts')).benchScale(),
  previews: async () => (await import('./previews/node-tables.ts')).benchPreviews(),
  'previews cold': async () => (await import('./previews/cold-starts.ts')).benchColdStarts(),
  workerd: async () => (await import('./workerd/tables.ts')).benchWorkerd(),
  http: async () => (await import('./http/tables.ts')).benchHttp(),
  hub: async () => (await import('./hub/fan-out.ts')).benchFanOut(),
  rewriter: async () => (await import('./rewriter/tables.ts')).benchRewriter(),
};

const bench = BENCHES[process.argv.slice(2).join(' ')];
if (!bench) {
  console.error(`Which? npm run bench -- ${Object.keys(BENCHES).join(' | ')}`);
  process.exit(2);
}
printCircumstances();
await bench();
printLoad();
