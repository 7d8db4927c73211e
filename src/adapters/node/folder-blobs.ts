import { mkdir, open, readdir, readFile, rename, rm, stat } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { type Blobs, checkBlobName } from '../../domain/ports.ts';
import { StorageFull } from '../../domain/problem.ts';

/** No blob's name begins with a dot that is followed by this. */
const DRAFT = '.draft-';

/**
 * Blobs as files below `folder`. A blob is written beside its place, flushed and renamed into it, so that
 * neither a reader nor a crash meets half of one. A full disk or quota is `StorageFull`.
 */
export function createFolderBlobs(folder: string): Blobs {
  const place = (name: string) => join(folder, checkBlobName(name));
  let writes = 0;
  return {
    async get(name) {
      try {
        return new Uint8Array(await readFile(place(name)));
      } catch (error) {
        if (codeOf(error) === 'ENOENT') return undefined;
        throw error;
      }
    },
    async put(name, bytes) {
      const target = place(name);
      const draft = join(dirname(target), `${DRAFT}${process.pid}-${writes++}`);
      try {
        await mkdir(dirname(target), { recursive: true });
        const file = await open(draft, 'w');
        try {
          await file.writeFile(bytes);
          await file.sync();
        } finally {
          await file.close();
        }
        await rename(draft, target);
      } catch (error) {
        await rm(draft, { force: true }).catch(() => undefined);
        if (['ENOSPC', 'EDQUOT', 'EFBIG'].includes(codeOf(error))) {
          throw new StorageFull('the blob folder has no room left', { cause: error });
        }
        throw error;
      }
    },
    async delete(name) {
      await rm(place(name), { force: true });
    },
  };
}

/** Removes what writes that never ended left behind, if it is older than an hour: it may be another process's now. */
export async function removeStaleDrafts(folder: string, now: Date): Promise<void> {
  const names = await readdir(folder, { recursive: true }).catch(() => []);
  for (const name of names.filter((path) => basename(path).startsWith(DRAFT))) {
    const path = join(folder, name);
    const { mtimeMs } = await stat(path);
    if (now.getTime() - mtimeMs > 60 * 60 * 1000) await rm(path, { force: true });
  }
}

function codeOf(error: unknown): string {
  return (error as NodeJS.ErrnoException).code ?? '';
}
