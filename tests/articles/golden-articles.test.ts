import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { readJsonArticle } from '../../src/articles/json-article.ts';
import type { Source } from '../../src/articles/source.ts';
import type { ArticleDraft } from '../../src/domain/article.ts';
import { read } from './read-source.ts';

const SOURCES = new URL('./sources/', import.meta.url);
const EXPECTED = new URL('./expected/', import.meta.url);
const TYPES: Record<string, Source['type']> = { txt: 'text', html: 'html', md: 'markdown' };

describe('each source in tests/articles/sources is read as its file in expected says', () => {
  it.each(readdirSync(SOURCES))('%s', async (file) => {
    const draft = await readFile(file);
    const golden = new URL(`${file}.expected.json`, EXPECTED);
    const actual = `${JSON.stringify(shown(draft), undefined, 2)}\n`;
    if (process.env.UPDATE === '1') writeFileSync(golden, actual);
    expect(existsSync(golden), `${golden.pathname} is missing; UPDATE=1 writes it`).toBe(true);
    expect(actual).toBe(readFileSync(golden, 'utf8'));
  });
});

async function readFile(file: string): Promise<ArticleDraft> {
  const body = readFileSync(new URL(file, SOURCES), 'utf8');
  const type = TYPES[file.split('.').at(-1) ?? ''];
  if (type) return read(type, body);
  const { source } = readJsonArticle(body);
  return read(source.type, source.body, source.given);
}

/** Blocks as one line each, posts by their id: what a person wants to look over. */
function shown({ body, embeds, ...draft }: ArticleDraft) {
  const lines = body.map((block) => (block.type === 'html' ? block.html : `[${block.ref.capture}]`));
  return { ...draft, body: lines, embeds: embeds.map(({ ref }) => ref.capture) };
}
