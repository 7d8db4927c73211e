import { open, readdir, readFile, rename, rm, stat } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { type Blobs, checkBlobName } from '../../domain/ports.ts';
import { StorageFull, StorageReadOnly } from '../../domain/problem.ts';
import { makeFolder } from './made-folder.ts';

/** No blob's name begins with a dot that is followed by this. */
const DRAFT = '.draft-';

/**
 * Blobs as files below `folder`. A blob is written beside its place, flushed and renamed into it, so that
 * neither a reader nor a crash meets half of one. A full disk or quota is `StorageFull`, a folder that takes nothing
 * `StorageReadOnly`.
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
        // Node's own `recursive` says of a read-only disk that something is missing.
        makeFolder(dirname(target));
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
        throw writeFailure(error);
      }
    },
    async delete(name) {
      try {
        await rm(place(name), { force: true });
      } catch (error) {
        throw writeFailure(error);
      }
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

const NO_ROOM = ['ENOSPC', 'EDQUOT', 'EFBIG'];
/** Read-only, somebody else's, made immutable, or failing. */
const NO_WRITING = ['EROFS', 'EACCES', 'EPERM', 'EIO'];

function writeFailure(error: unknown): unknown {
  const code = codeOf(error);
  if (NO_ROOM.includes(code)) return new StorageFull('the blob folder has no room left', { cause: error });
  if (!NO_WRITING.includes(code)) return error;
  return new StorageReadOnly('the blob folder cannot be written', { cause: error });
}

function codeOf(error: unknown): string {
  return (error as NodeJS.ErrnoException).code ?? '';
}
