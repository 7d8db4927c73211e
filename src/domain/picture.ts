/** A picture small and safe enough to be shown. */
export interface Picture {
  bytes: Uint8Array;
  type: 'image/jpeg' | 'image/png' | 'image/webp' | 'image/gif';
  width: number;
  height: number;
}

/** Pictures from outside, made fit to be kept. */
export interface Pixels {
  /**
   * A picture whose longer edge has at most `maxEdge` pixels where the runtime can scale, and as it came where it
   * cannot. `undefined` for what is no picture, is cut short, or is too large to be opened: never a throw.
   */
  shrink(bytes: Uint8Array, maxEdge: number): Promise<Picture | undefined>;
}

export const PICTURE_EXTENSIONS: Record<Picture['type'], string> = {
  'image/jpeg': 'jpg',
  'image/png': 'png',
  'image/webp': 'webp',
  'image/gif': 'gif',
};
