import { type Blobs, checkBlobName } from '../../domain/ports.ts';

/** The part of an R2 bucket that is used. */
export interface Bucket {
  get(key: string): Promise<{ arrayBuffer(): Promise<ArrayBuffer> } | null>;
  put(key: string, value: Uint8Array): Promise<unknown>;
  delete(key: string): Promise<void>;
}

/** Blobs in an R2 bucket, which writes whole objects only. */
export function createR2Blobs(bucket: Bucket): Blobs {
  return {
    async get(name) {
      const object = await bucket.get(checkBlobName(name));
      return object ? new Uint8Array(await object.arrayBuffer()) : undefined;
    },
    async put(name, bytes) {
      await bucket.put(checkBlobName(name), bytes);
    },
    async delete(name) {
      await bucket.delete(checkBlobName(name));
    },
  };
}
