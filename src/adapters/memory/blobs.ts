import { type Blobs, checkBlobName } from '../../domain/ports.ts';

/** Blobs in a map. */
export function createMemoryBlobs(): Blobs {
  const blobs = new Map<string, Uint8Array>();
  return {
    async get(name) {
      return blobs.get(checkBlobName(name))?.slice();
    },
    async put(name, bytes) {
      blobs.set(checkBlobName(name), bytes.slice());
    },
    async delete(name) {
      blobs.delete(checkBlobName(name));
    },
  };
}
