import { readdirSync, readFileSync } from 'node:fs';
import type { Documents } from '../../domain/documents.ts';

const FOLDER = new URL('../../../docs/', import.meta.url);

/** The documents of the package's own `docs/`, read once. */
export function readDocuments(): Documents {
  const names = readdirSync(FOLDER).filter((name) => name.endsWith('.md'));
  return Object.fromEntries(
    names.map((name) => [name.slice(0, -3), readFileSync(new URL(name, FOLDER), 'utf8')]),
  );
}
