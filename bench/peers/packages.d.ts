// What the benches use of the peers, which are not installed with the service.

declare module '*.wasm' {
  const module: WebAssembly.Module;
  export default module;
}
declare module '*.ttf' {
  const bytes: ArrayBuffer;
  export default bytes;
}

declare module '@takumi-rs/core' {
  interface Options {
    width: number;
    height: number;
    format: 'png' | 'jpeg';
    quality?: number;
    images?: { src: string; data: Uint8Array; cache: 'none' }[];
  }
  export class Renderer {
    registerFont(font: {
      name: string;
      data: ArrayBuffer | Uint8Array;
      weight: number;
      style: string;
    }): Promise<unknown>;
    render(node: object, options: Options): Promise<Uint8Array>;
  }
}
declare module '@takumi-rs/wasm' {
  export { Renderer } from '@takumi-rs/core';
  export function initSync(options: { module: WebAssembly.Module }): void;
}
declare module '@takumi-rs/wasm/takumi_wasm_bg.wasm' {
  const module: WebAssembly.Module;
  export default module;
}
declare module '@vercel/og' {
  export const ImageResponse: import('./image-response.ts').ImageResponseClass;
}
declare module 'workers-og' {
  export const ImageResponse: import('./image-response.ts').ImageResponseClass;
}
declare module 'satori' {
  export default function satori(
    element: object,
    options: { width: number; height: number; fonts: readonly object[] },
  ): Promise<string>;
}
declare module '@resvg/resvg-js' {
  export class Resvg {
    constructor(svg: string, options: object);
    render(): { asPng(): Uint8Array };
  }
}
declare module '@resvg/resvg-wasm' {
  export function initWasm(module: WebAssembly.Module): Promise<void>;
  export class Resvg {
    constructor(svg: string, options: object);
    render(): { asPng(): Uint8Array; free(): void };
    free(): void;
  }
}
