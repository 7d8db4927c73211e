import { registerHooks } from 'node:module';
import { fileURLToPath } from 'node:url';

/** Appended to the address of a module that is to believe sharp is not installed. */
export const WITHOUT_SHARP = '?without-sharp';

/**
 * Lets Node load what bundlers load for the peers: `.wasm` as a compiled module, `.ttf` as bytes. All of them share
 * the service's own sharp, and none of them reaches a server: some would ask for fonts and emoji while they draw.
 */
export function installPeerHooks(): void {
  registerHooks({
    resolve(specifier, context, next) {
      if (specifier !== 'sharp') return next(specifier, context);
      if (context.parentURL?.endsWith(WITHOUT_SHARP)) {
        throw Object.assign(new Error('sharp is hidden'), { code: 'ERR_MODULE_NOT_FOUND' });
      }
      return next(specifier, { ...context, parentURL: new URL('../run.ts', import.meta.url).href });
    },
    load(url, context, next) {
      const kind = /\.(wasm|ttf)$/.exec(url)?.[1];
      if (!kind) return next(url, context);
      const bytes = `new Uint8Array(readFileSync(${JSON.stringify(fileURLToPath(url))}))`;
      const value = kind === 'wasm' ? `new WebAssembly.Module(${bytes})` : `${bytes}.buffer`;
      return {
        format: 'module',
        shortCircuit: true,
        source: `import { readFileSync } from 'node:fs';\nexport default ${value};`,
      };
    },
  });
  globalThis.fetch = async (input) => {
    throw new Error(`nothing may be fetched while a picture is drawn: ${String(input)}`);
  };
}
