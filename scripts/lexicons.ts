/**
 * Picks the lexicons that the service speaks out of the hundreds that come with @atproto/api, without their
 * descriptions, into assets/lexicons.json: 6 KiB of the worker's bundle in place of 85.
 *
 *   npm run lexicons            writes the file
 *   npm run lexicons -- --check exits 1 if the committed file is not what this script makes
 */
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { schemas } from '@atproto/api';

const FILE = new URL('../assets/lexicons.json', import.meta.url);

/** What is asked of Bluesky, and what is written there; everything these refer to comes along. */
const SPOKEN = [
  'app.bsky.actor.getProfile',
  'app.bsky.feed.getPosts',
  'app.bsky.feed.post',
  'com.atproto.identity.resolveHandle',
  'com.atproto.repo.createRecord',
  'com.atproto.repo.deleteRecord',
  'com.atproto.repo.getRecord',
  'com.atproto.repo.putRecord',
  'com.atproto.repo.uploadBlob',
  'com.atproto.server.createSession',
  'com.atproto.server.deleteSession',
  'com.atproto.server.getSession',
  'com.atproto.server.refreshSession',
];

const known = new Map(schemas.map((schema) => [schema.id as string, schema as unknown]));
const picked = new Map<string, unknown>();
for (const id of SPOKEN) pick(id);
const text = `${JSON.stringify(
  [...picked.keys()].sort().map((id) => picked.get(id)),
  undefined,
  1,
)}\n`;

const isCurrent = existsSync(FILE) && readFileSync(FILE, 'utf8') === text;
if (process.argv.includes('--check') && !isCurrent) {
  console.error('assets/lexicons.json is not current: run npm run lexicons');
  process.exit(1);
}
if (!isCurrent) writeFileSync(FILE, text);
console.log(`${picked.size} lexicons of ${known.size}, ${isCurrent ? 'current' : 'written'}.`);

function pick(id: string): void {
  const schema = known.get(id);
  if (!schema || picked.has(id)) return;
  picked.set(id, withoutDescriptions(schema));
  for (const reference of referencesIn(schema)) pick(reference.replace(/^lex:|#.*$/g, ''));
}

/** The lexicons named by `ref` and `refs` (https://atproto.com/specs/lexicon#reference-and-union). */
function referencesIn(value: unknown): string[] {
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([key, inner]) => {
    if (key === 'ref' && typeof inner === 'string') return [inner];
    if (key === 'refs' && Array.isArray(inner)) return inner.map(String);
    return referencesIn(inner);
  });
}

function withoutDescriptions(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(withoutDescriptions);
  if (typeof value !== 'object' || value === null) return value;
  const kept = Object.entries(value).filter(
    ([key, inner]) => key !== 'description' || typeof inner !== 'string',
  );
  return Object.fromEntries(kept.map(([key, inner]) => [key, withoutDescriptions(inner)]));
}
