import { createSpareInstance } from './spare-instance.ts';

/**
 * Inflates zlib data (RFC 1950), whose parts follow each other, until `take` answers `false`: what a bomb would make
 * after that is never made. The bytes that `take` gets, 64 KB at a time, are valid until the next.
 *
 * @returns whether it was whole, or enough; not where it is broken, after all bytes before that place were handed over
 */
export type Inflate = (parts: Uint8Array[], take: (bytes: Uint8Array) => boolean) => boolean;

interface InflateKernel {
  memory: WebAssembly.Memory;
  receive(bytes: number): number;
  address(): number;
  next(): number;
}

/** A photo of ordinary size, compressed. */
const MOST_KEPT = 6 << 20;

/**
 * Inflates by `module`, which is made of `kernels/inflate`. The platform's `DecompressionStream` is not used: in workerd
 * nothing holds its writer back, so that hundreds of megabytes wait before the first ones are read.
 */
export function createInflate(module: WebAssembly.Module): Inflate {
  const spare = createSpareInstance<InflateKernel>(MOST_KEPT);
  return (parts, take) => {
    const kernel = spare.take() ?? (new WebAssembly.Instance(module).exports as unknown as InflateKernel);
    send(kernel, parts);
    const { buffer } = kernel.memory;
    let count = kernel.next();
    while (count > 0 && take(new Uint8Array(buffer, kernel.address(), count))) count = kernel.next();
    // Broken data is an answer like any other; a trap never comes here.
    spare.keep(kernel);
    return count >= 0;
  };
}

function send({ memory, receive }: InflateKernel, parts: Uint8Array[]): void {
  const total = parts.reduce((sum, part) => sum + part.length, 0);
  const start = receive(total);
  const target = new Uint8Array(memory.buffer, start, total);
  let offset = 0;
  for (const part of parts) {
    target.set(part, offset);
    offset += part.length;
  }
}
