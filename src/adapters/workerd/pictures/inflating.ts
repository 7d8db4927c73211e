/**
 * What goes in at once. Deflate makes at most 1032 bytes of one, so that 8 MB at most are waiting where the runtime
 * does not hold the writer back.
 */
const SLICE = 8192;

/**
 * Inflates zlib data (RFC 1950) piece by piece until `take` answers `false`: what a bomb would make after that is never
 * made. Throws a TypeError for what is no such data.
 */
export async function inflate(parts: Uint8Array[], take: (bytes: Uint8Array) => boolean): Promise<void> {
  const stream = new DecompressionStream('deflate');
  const writer = stream.writable.getWriter();
  const reader = stream.readable.getReader();
  let isDone = false;
  const write = async () => {
    for (const part of parts) {
      for (let offset = 0; offset < part.length && !isDone; offset += SLICE) {
        // A copy: the part is a view of a file, and some runtimes take the buffer under it.
        await writer.write(part.slice(offset, offset + SLICE));
      }
    }
    if (!isDone) await writer.close();
  };
  // Why it broke is told by the reading side.
  const writing = write().catch(() => undefined);
  try {
    for (;;) {
      const { done, value } = await reader.read();
      if (done || !take(value)) break;
    }
  } finally {
    isDone = true;
    await reader.cancel().catch(() => undefined);
    await writer.abort().catch(() => undefined);
    await writing;
  }
}
