/** Room for one instance of a wasm module between two pictures. */
export interface SpareInstance<Instance> {
  /** The instance that is kept, which from now on belongs to the caller alone. */
  take(): Instance | undefined;
  /** Keeps one that did its work without a fault. What is not given back is left to the collector. */
  keep(instance: Instance): void;
}

/**
 * An instance costs more than its picture: the engine sees nothing of its memory, and lets hundreds of megabytes of it
 * pile up before it collects. One of more than `mostBytes` is not kept, as a wasm memory never shrinks.
 */
export function createSpareInstance<Instance extends { memory: WebAssembly.Memory }>(
  mostBytes: number,
): SpareInstance<Instance> {
  let spare: Instance | undefined;
  return {
    take() {
      const taken = spare;
      spare = undefined;
      return taken;
    },
    keep(instance) {
      if (instance.memory.buffer.byteLength <= mostBytes) spare = instance;
    },
  };
}
