import { readdirSync, readFileSync, statSync } from 'node:fs';
import { basename, extname, join } from 'node:path';

const MEDIA_TYPES: Record<string, string> = {
  '.txt': 'text/plain; charset=utf-8',
  '.html': 'text/html; charset=utf-8',
  '.md': 'text/markdown; charset=utf-8',
  '.json': 'application/json',
};

export interface ArticleFile {
  /** From the file's name: what it is published as. */
  id: string;
  mediaType: string;
  body: Buffer;
}

/**
 * Reads an article file, or every one of a folder in name order.
 * Throws an `Error` a person can act on for a path that is not there or a name that tells no type.
 */
export function readArticleFiles(path: string): ArticleFile[] {
  if (statSync(path).isDirectory()) {
    const names = readdirSync(path).filter((name) => extname(name) in MEDIA_TYPES);
    return names.sort().flatMap((name) => readArticleFiles(join(path, name)));
  }
  const extension = extname(path);
  const mediaType = MEDIA_TYPES[extension];
  if (!mediaType) throw new Error(`${path}: an article file ends in ${Object.keys(MEDIA_TYPES).join(', ')}`);
  const id = basename(path, extension).replace(/[^A-Za-z0-9._-]+/g, '-');
  return [{ id, mediaType, body: readFileSync(path) }];
}
