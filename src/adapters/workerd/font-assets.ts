/** A card is drawn without a font that takes longer. */
const LONGEST_MS = 5000;

/** Fonts of the previews, from the worker's static assets. */
export function createFontAssets(assets: Fetcher) {
  return {
    /** The bytes of `path` among the assets; undefined when they are not there. Rejects when they take too long. */
    async load(path: string): Promise<Uint8Array | undefined> {
      // The binding looks at the path alone.
      const answer = await assets.fetch(new URL(path, 'https://assets.invalid/'), {
        signal: AbortSignal.timeout(LONGEST_MS),
      });
      return answer.ok ? new Uint8Array(await answer.arrayBuffer()) : undefined;
    },
  };
}
