import { existsSync, mkdirSync, readdirSync } from 'node:fs';
import { rename, rm } from 'node:fs/promises';
import { dirname, join, resolve } from 'node:path';
import { finished } from 'node:stream/promises';
import { toHtml } from 'hast-util-to-html';
import { h } from 'hastscript';
import { loadEnvironmentFile } from '../adapters/node/environment-file.ts';
import { makeFolder } from '../adapters/node/made-folder.ts';
import { systemClock } from '../adapters/web/clock.ts';
import { articleRecord } from '../articles/article-record.ts';
import { renderMarkdownCard } from '../cards/markdown-card.ts';
import type { Article } from '../domain/article.ts';
import type { Config } from '../domain/config.ts';
import { FEED_FORMATS } from '../domain/feed.ts';
import type { Clock } from '../domain/ports.ts';
import { readNodeSettings } from '../node-settings.ts';
import { listTopics } from '../store/topic-records.ts';
import { DATABASE } from './checked-files.ts';
import { type Command, EXIT, readArguments } from './command-line.ts';
import { ExportFolder } from './export-folder.ts';
import { htmlAsMarkdown } from './export-markdown.ts';
import { articleDocument, bodyMarkup } from './export-markup.ts';
import { allArticles, allCaptures, capturesOf, publishable, versionsOf } from './export-records.ts';
import { type FrozenService, freezeService } from './export-service.ts';

const MAX_TOPICS = 100_000;

/** `tearsheet export`: everything as files that need no Tearsheet. */
export const EXPORT: Command = {
  usage: `tearsheet export FOLDER [--without-previews]
      Writes everything in the data folder (DATA_DIR) as files into a new folder, while the
      service runs: articles as JSON, Markdown and HTML with all their versions, posts,
      pictures, feeds, and an index. articles/*.json can be published anywhere again.

  --without-previews   leaves out the preview of each article, which may have to be drawn`,
  async run(args, { print }) {
    const { values, positionals } = readArguments('export', args, {
      'without-previews': { type: 'boolean', default: false },
    });
    const [folder, another] = positionals;
    if (!folder || another) throw new Error(EXPORT.usage);
    loadEnvironmentFile();
    const { config, dataFolder } = readNodeSettings(process.env);
    const counts = await exportAll(dataFolder, folder, config, { previews: !values['without-previews'] });
    print(
      `${folder}: ${Object.entries(counts)
        .map(([name, count]) => `${count} ${name}`)
        .join(', ')}`,
    );
    return EXIT.done;
  },
};

/** How many there are of each. */
export type ExportCounts = Record<'articles' | 'posts' | 'feeds' | 'previews', number>;

/**
 * Writes all that the data folder holds into `out`, which is there whole or not at all. Throws an `Error` a person can act on
 * where there is nothing to export, or `out` holds something.
 */
export async function exportAll(
  dataFolder: string,
  out: string,
  config: Config,
  { previews, clock = systemClock }: { previews: boolean; clock?: Clock },
): Promise<ExportCounts> {
  if (!existsSync(join(dataFolder, DATABASE))) {
    throw new Error(`${dataFolder} has no database to export. Set DATA_DIR to the service's data folder.`);
  }
  if (existsSync(out) && readdirSync(out).length > 0) {
    throw new Error(`${out} holds something already. Name a new folder.`);
  }
  const draft = `${resolve(out)}.draft-${process.pid}`;
  await rm(draft, { recursive: true, force: true });
  makeFolder(dirname(draft));
  mkdirSync(draft);
  let service: FrozenService | undefined;
  try {
    service = await freezeService(dataFolder, config, clock);
    const folder = new ExportFolder(draft, service.app);
    const counts = await writeAll(folder, service, config, previews);
    await rm(out, { recursive: true, force: true });
    await rename(draft, resolve(out));
    return counts;
  } catch (error) {
    await rm(draft, { recursive: true, force: true });
    throw error;
  } finally {
    service?.close();
  }
}

async function writeAll(
  folder: ExportFolder,
  service: FrozenService,
  config: Config,
  previews: boolean,
): Promise<ExportCounts> {
  const { database } = service.ports;
  const counts: ExportCounts = { articles: 0, posts: 0, feeds: 0, previews: 0 };
  const index = folder.open('index.html');
  index.write(
    `<!doctype html>\n<html lang="en"><meta charset="utf-8">${toHtml(h('title', config.publication.name))}\n`,
  );
  index.write(`${toHtml(h('h1', config.publication.name))}\n<ul>\n`);
  for await (const article of allArticles(database)) {
    await writeArticle(folder, service, config, article);
    counts.articles++;
    const preview =
      previews && article.state === 'live'
        ? await folder.saveWhereItLeads(`/previews/${article.id}`)
        : undefined;
    if (preview) counts.previews++;
    index.write(`${toHtml(entryOf(article, preview))}\n`);
  }
  for await (const { capture, blobs, history } of allCaptures(database)) {
    const path = `posts/${capture.platform}/${encodeURIComponent(capture.id)}.json`;
    folder.writeJson(path, { ...capture, pictures: blobs.map((blob) => `pictures/${blob}`), history });
    for (const blob of blobs) {
      const bytes = await service.ports.blobs.get(blob);
      if (bytes) folder.write(`pictures/${blob}`, bytes);
    }
    counts.posts++;
  }
  const topics = await listTopics(service.ports, MAX_TOPICS);
  for (const topic of new Set(['all', ...topics.map(({ topic: name }) => name)])) {
    for (const format of FEED_FORMATS) if (await folder.save(`/feeds/${topic}.${format}`)) counts.feeds++;
  }
  await writeRest(folder, service, config);
  index.end('</ul>\n');
  await finished(index);
  return counts;
}

async function writeArticle(
  folder: ExportFolder,
  { ports }: FrozenService,
  config: Config,
  article: Article,
): Promise<void> {
  const { id } = article;
  const captures = await capturesOf(ports.database, article);
  const html = bodyMarkup(article, captures);
  const fields = publishable(article, html);
  folder.writeJson(`articles/${id}.json`, fields);
  folder.writeJson(`records/${id}.json`, {
    ...articleRecord(article, config.publicUrl),
    versions: await versionsOf(ports.database, id),
  });
  folder.write(`articles/${id}.html`, articleDocument(article, html));
  const { html: _, ...stated } = fields;
  const body = article.body.map((block) => {
    if (block.type === 'html') return htmlAsMarkdown(block.html);
    const capture = captures.get(block.ref.capture);
    const { publicUrl, onDeleted } = config;
    return capture
      ? renderMarkdownCard(capture, { language: article.language, publicUrl, onDeleted }).trimEnd()
      : '';
  });
  // Front matter is YAML, and JSON is YAML.
  const front = Object.entries(stated).map(([name, value]) => `${name}: ${JSON.stringify(value)}\n`);
  folder.write(`articles/${id}.md`, `---\n${front.join('')}---\n\n${body.filter(Boolean).join('\n\n')}\n`);
}

/** What else a publisher takes along: where articles come from, and what is never to be shown again. */
async function writeRest(folder: ExportFolder, { ports }: FrozenService, config: Config): Promise<void> {
  const { publicUrl, publication, tagAuthority } = config;
  const rows = async (sql: string) => (await ports.database.prepare(sql).all()).results;
  folder.writeJson('publication.json', { publicUrl, ...publication, tagAuthority });
  folder.writeJson(
    'takedowns.json',
    await rows('SELECT platform, subject, recorded_at AS recordedAt FROM takedowns ORDER BY recorded_at'),
  );
  const sources = (await rows('SELECT id, kind, address, settings FROM sources ORDER BY id')) as {
    settings: string;
  }[];
  folder.writeJson(
    'sources.json',
    sources.map((source) => ({ ...source, settings: JSON.parse(source.settings) })),
  );
}

function entryOf({ id, title, state, language }: Article, preview: string | undefined) {
  const link = (name: string, path: string) => [' ', h('a', { href: path }, name)];
  return h('li', [
    h('a', { href: `articles/${id}.html`, lang: language }, title),
    ...(state === 'live' ? [] : [` (${state})`]),
    ...link('JSON', `articles/${id}.json`),
    ...link('Markdown', `articles/${id}.md`),
    ...link('record', `records/${id}.json`),
    ...(preview ? link('preview', preview) : []),
  ]);
}
