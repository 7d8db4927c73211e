import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { basename, extname, join } from 'node:path';

const MEDIA_TYPES: Record<string, string> = {
  '.txt': 'text/plain; charset=utf-8',
  '.html': 'text/html; charset=utf-8',
  '.md': 'text/markdown; charset=utf-8',
  '.json': 'application/json',
};

export interface ArticleFile {
  /** What it is published as: the id a JSON article names, or the file's name. */
  id: string;
  mediaType: string;
  body: Buffer;
  /** The file of the same name that is a photo: `harbour.jpg` beside `harbour.html`. */
  photo?: Buffer;
}

/**
 * Reads an article file, or every one of a folder in name order.
 * Throws an `Error` a person can act on for a path that is not there or a name that tells no type.
 */
export function readArticleFiles(path: string): ArticleFile[] {
  const found = statSync(path, { throwIfNoEntry: false });
  if (!found) throw new Error(`There is no file ${path}.`);
  if (found.isDirectory()) {
    const names = readdirSync(path).filter((name) => extname(name) in MEDIA_TYPES);
    return names.sort().flatMap((name) => readArticleFiles(join(path, name)));
  }
  const extension = extname(path);
  const mediaType = MEDIA_TYPES[extension];
  if (!mediaType) throw new Error(`${path}: an article file ends in ${Object.keys(MEDIA_TYPES).join(', ')}`);
  const body = readFileSync(path);
  const name = basename(path, extension)
    .replace(/[^A-Za-z0-9._-]+/g, '-')
    .replace(/^[^A-Za-z0-9]+/, '');
  const photo = `${path.slice(0, -extension.length)}.jpg`;
  return [
    {
      id: (extension === '.json' && idIn(body)) || name || 'article',
      mediaType,
      body,
      ...(existsSync(photo) && { photo: readFileSync(photo) }),
    },
  ];
}

/** The id a JSON article names itself, if it is JSON and has one. */
function idIn(body: Buffer): string | undefined {
  try {
    const { id } = JSON.parse(body.toString()) as { id?: unknown };
    return typeof id === 'string' ? id : undefined;
  } catch {
    return undefined;
  }
}
