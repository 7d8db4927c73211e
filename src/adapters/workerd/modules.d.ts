declare module '*.ttf' {
  const bytes: ArrayBuffer;
  export default bytes;
}

declare module '*.md' {
  const text: string;
  export default text;
}

declare module '*.wasm' {
  const module: WebAssembly.Module;
  export default module;
}

/** The module of @atproto/lexicon that has its class, by a name of ours: wrangler.toml says where it is. */
declare module 'atproto-lexicon' {
  export { type LexiconDoc, Lexicons } from '@atproto/lexicon';
}
