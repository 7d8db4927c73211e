import type { Draw } from '../previews/card-content.ts';

const PICTURE = new Uint8Array(40_000);

/** Draws nothing: what a worker costs that answers with a picture of usual size. */
export async function prepare(): Promise<Draw> {
  return async () => PICTURE;
}
