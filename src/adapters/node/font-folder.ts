import { readFile } from 'node:fs/promises';

/** Fonts of the previews, read from a folder that ends in a slash. */
export function createFontFolder(folder: URL) {
  return {
    /** The bytes of `path` in the folder; undefined when it cannot be read. */
    async load(path: string): Promise<Uint8Array | undefined> {
      try {
        return await readFile(new URL(path, folder));
      } catch {
        return undefined;
      }
    },
  };
}

/** The service's own public folder. */
export const publicFonts = createFontFolder(new URL('../../../public/', import.meta.url));
