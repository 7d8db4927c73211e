import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { lexicons as all, schemas } from '@atproto/api';
import { type LexiconDoc, Lexicons } from '@atproto/lexicon';
import { describe, expect, it } from 'vitest';

const picked = JSON.parse(readFileSync('assets/lexicons.json', 'utf8')) as LexiconDoc[];
const posts = JSON.parse(readFileSync('tests/upstream/public.api.bsky.app/posts.json', 'utf8')) as {
  posts: Record<string, unknown>[];
};

describe('the lexicons of the worker', () => {
  it('are those of the library, as npm run lexicons picks them', () => {
    expect(execFileSync(process.execPath, ['scripts/lexicons.ts', '--check']).toString()).toContain(
      'current',
    );
    const ids = new Set<string>(schemas.map(({ id }) => id));
    expect(picked.filter(({ id }) => !ids.has(id))).toEqual([]);
  });

  it('name nothing that is not among them', () => {
    const ids = new Set<string>(picked.map(({ id }) => id));
    const named = [...JSON.stringify(picked).matchAll(/"lex:([A-Za-z0-9.-]+)/g)].map(([, id = '']) => id);
    expect(named.filter((id) => !ids.has(id))).toEqual([]);
  });

  it('take and refuse what all of them do', () => {
    const ours = new Lexicons(picked);
    expect(posts.posts.length).toBeGreaterThan(2);
    for (const post of posts.posts) {
      for (const value of [post, { ...post, uri: 3 }, { ...post, author: {} }]) {
        const [own, whole] = [ours, all].map((lexicons) =>
          lexicons.validate('app.bsky.feed.defs#postView', value),
        );
        expect(own?.success).toBe(whole?.success);
      }
    }
  });
});
