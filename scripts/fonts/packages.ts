import { readFileSync } from 'node:fs';
import { findPackageJSON } from 'node:module';
import { pathToFileURL } from 'node:url';
import { decompress } from 'woff2-encoder';
import { decodeWoff } from './woff.ts';

/** Reads a file of a development dependency. */
export function readPackaged(name: string, path: string): Buffer<ArrayBuffer> {
  const manifest = findPackageJSON(name, import.meta.url);
  if (!manifest) throw new Error(`${name} is not installed: run npm run fonts`);
  return readFileSync(new URL(path, pathToFileURL(manifest)));
}

/** A WOFF2 font as TrueType. */
export function unpackWoff2(packed: Uint8Array): Promise<Uint8Array> {
  return decompress(packed);
}

/** A font of fontsource as TrueType. */
export function readFontsource(name: string, subset: string, weight: number): Uint8Array {
  return decodeWoff(readPackaged(`@fontsource/${name}`, `files/${name}-${subset}-${weight}-normal.woff`));
}

/** The slices fontsource serves a large font in, each as code points: the rarest characters first. */
export function readSliceOrder(name: string): number[][] {
  const slices: Record<string, string> = JSON.parse(
    readPackaged(`@fontsource/${name}`, 'unicode.json').toString(),
  );
  return Object.entries(slices)
    .filter(([key]) => key.startsWith('['))
    .sort(([a], [b]) => Number(a.slice(1, -1)) - Number(b.slice(1, -1)))
    .map(([, ranges]) => readRanges(ranges.replaceAll('U+', '').replaceAll(',', ' ')));
}

/** Code points from ranges such as `20-7e a0`, in hexadecimal. */
export function readRanges(ranges: string): number[] {
  return ranges.split(' ').flatMap((range) => {
    const [first = 0, last = first] = range.split('-').map((code) => Number.parseInt(code, 16));
    return Array.from({ length: last - first + 1 }, (_, index) => first + index);
  });
}
