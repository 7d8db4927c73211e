import {
  chmodSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  realpathSync,
  renameSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { basename, dirname, join, relative, resolve, sep } from 'node:path';
import { fileURLToPath } from 'node:url';

const STYLES = fileURLToPath(new URL('../../public/styles/card.css', import.meta.url));
/** The copy of the stylesheet that is written beside the files. */
const STYLESHEET = 'quote-cards.css';
const HTML = /\.html?$/i;

/** An HTML file, and where what becomes of it is to be written. */
export interface HtmlFile {
  path: string;
  /** Without it nothing is written. */
  target?: string;
  /** The folder under which it is served, as far as is known: the stylesheet lies there. */
  root: string;
}

/**
 * The HTML files that are named, and those in folders that are named, in name order. Links to folders are not followed.
 * Throws an `Error` where one is not there, or two would be written to the same place.
 */
export function findHtmlFiles(
  paths: readonly string[],
  { out, inPlace }: { out: string | undefined; inPlace: boolean },
): HtmlFile[] {
  const files = paths.flatMap((path) => {
    if (!existsSync(path)) throw new Error(`There is no file or folder ${path}.`);
    const isFolder = statSync(path).isDirectory();
    const names = isFolder ? htmlIn(path) : [basename(path)];
    if (names.length === 0) throw new Error(`In the folder ${path} no file ends in .html.`);
    const base = isFolder ? path : dirname(path);
    return names.map((name): HtmlFile => {
      const own = join(base, name);
      const target = inPlace ? own : out === undefined ? undefined : join(out, name);
      return { path: own, root: out ?? base, ...(target !== undefined && { target }) };
    });
  });
  checkTargets(files, inPlace);
  return files;
}

function htmlIn(folder: string): string[] {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && HTML.test(entry.name))
    .map((entry) => relative(folder, join(entry.parentPath, entry.name)))
    .sort();
}

function checkTargets(files: readonly HtmlFile[], inPlace: boolean): void {
  const taken = new Map<string, string>();
  for (const { path, target } of files) {
    if (target === undefined) continue;
    const place = resolve(target);
    const other = taken.get(place);
    if (other !== undefined) {
      throw new Error(
        `${other} and ${path} would both be written to ${target}. Name the folder that they are in.`,
      );
    }
    if (!inPlace && place === resolve(path)) {
      throw new Error(`--out would write ${path} over itself. Say --in-place where that is meant.`);
    }
    taken.set(place, path);
  }
}

/** The address of the copy of the stylesheet from a file, as a relative path. */
export function stylesheetFrom({ path, target = path, root }: HtmlFile): string {
  return relative(dirname(target), join(root, STYLESHEET)).split(sep).join('/');
}

/** Writes the copy of the stylesheet into a folder. One that is there is left as it is: somebody may have changed it. */
export function writeStylesheet(root: string): { path: string; isNew: boolean } {
  const path = join(root, STYLESHEET);
  if (existsSync(path)) return { path, isNew: false };
  writeFileSync(path, readFileSync(STYLES));
  return { path, isNew: true };
}

/** Writes a file whole or not at all; one that is there keeps its mode. */
export function writeWhole(path: string, bytes: Uint8Array): void {
  mkdirSync(dirname(path), { recursive: true });
  const place = existsSync(path) ? realpathSync(path) : path;
  const draft = `${place}.${process.pid}.tmp`;
  writeFileSync(draft, bytes, { flag: 'wx' });
  if (existsSync(place)) chmodSync(draft, statSync(place).mode);
  renameSync(draft, place);
}
