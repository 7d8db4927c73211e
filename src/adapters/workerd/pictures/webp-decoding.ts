import decodeWebpModule from '@jsquash/webp/codec/dec/webp_dec.js';
import { createSpareInstance } from './spare-instance.ts';

/** What the codec answers; it calls it ImageData. */
export interface DecodedPixels {
  width: number;
  height: number;
  data: Uint8ClampedArray<ArrayBuffer>;
}

/** What this project uses of a module that Emscripten wrote. */
interface EmscriptenModule {
  decode(data: Uint8Array): DecodedPixels | null;
}

type EmscriptenFactory = (options: {
  noInitialRun: boolean;
  locateFile: (name: string) => string;
  printErr: (line: string) => void;
  instantiateWasm: (
    imports: WebAssembly.Imports,
    receive: (instance: WebAssembly.Instance) => void,
  ) => WebAssembly.Exports;
}) => Promise<EmscriptenModule>;

/** An instance with the memory it works in. */
interface Codec {
  decode: EmscriptenModule['decode'];
  memory: WebAssembly.Memory;
}

/** The 17 MB it begins with, and as much again: all but the largest photos that are opened. */
const MOST_KEPT = 34 << 20;

/** Decodes a WebP that is not animated with libwebp. `null`, or a throw, for one that is broken. */
export type DecodeWebp = (bytes: Uint8Array) => Promise<DecodedPixels | null>;

/**
 * Prepares to decode WebPs; instances that decoded one well are used again.
 *
 * @param module the wasm decoder of `@jsquash/webp`, compiled
 */
export function createWebpDecoder(module: WebAssembly.Module): DecodeWebp {
  const spare = createSpareInstance<Codec>(MOST_KEPT);
  return async (bytes) => {
    const codec = spare.take() ?? (await instantiate(module));
    const decoded = codec.decode(bytes);
    // One that threw is not trusted again, nor is one that found its picture broken.
    if (decoded) spare.keep(codec);
    return decoded;
  };
}

async function instantiate(module: WebAssembly.Module): Promise<Codec> {
  let exported: WebAssembly.Exports = {};
  const { decode } = await (decodeWebpModule as unknown as EmscriptenFactory)({
    noInitialRun: true,
    // Without it the file would be looked for beside a script, of which a bundle knows no address.
    locateFile: (name) => name,
    // The library's complaints about a picture are told by the outcome.
    printErr: () => undefined,
    instantiateWasm(imports, receive) {
      const instance = new WebAssembly.Instance(module, imports);
      receive(instance);
      exported = instance.exports;
      return exported;
    },
  });
  // The names of its exports are shortened anew in every release.
  const memory = Object.values(exported).find((value) => value instanceof WebAssembly.Memory);
  if (!memory) throw new TypeError('a codec without a memory');
  return { decode, memory };
}
