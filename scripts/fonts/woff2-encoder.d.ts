/** Installed only where fonts are made; its own types are not there for the type check. */
declare module 'woff2-encoder' {
  export function decompress(font: Uint8Array): Promise<Uint8Array>;
}
