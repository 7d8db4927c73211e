import { joined } from './page-changes.ts';

/** The beginning of a body, and the rest of it where there is more, or where it broke off: reading that says so. */
export interface ReadBody {
  bytes: Uint8Array<ArrayBuffer>;
  rest?: ReadableStream<Uint8Array>;
}

/** Reads a body to its end, or until there is more than `limit` bytes of it. */
export async function readBody(body: ReadableStream<Uint8Array>, limit: number): Promise<ReadBody> {
  const reader = body.getReader();
  const chunks: Uint8Array[] = [];
  let length = 0;
  try {
    for (;;) {
      const { done, value } = await reader.read();
      if (done) return { bytes: joined(chunks) };
      chunks.push(value);
      length += value.byteLength;
      if (length > limit) return { bytes: joined(chunks), rest: restOf(reader) };
    }
  } catch (error) {
    const failed = new ReadableStream<Uint8Array>({ start: (controller) => controller.error(error) });
    return { bytes: joined(chunks), rest: failed };
  }
}

function restOf(reader: ReadableStreamDefaultReader<Uint8Array>): ReadableStream<Uint8Array> {
  return new ReadableStream<Uint8Array>({
    async pull(controller) {
      const { done, value } = await reader.read();
      if (done) controller.close();
      else controller.enqueue(value);
    },
    cancel: (reason) => reader.cancel(reason),
  });
}

/** A body that was read in part, whole again. */
export function wholeBody({ bytes, rest }: ReadBody): ReadableStream<Uint8Array> | Uint8Array<ArrayBuffer> {
  if (!rest) return bytes;
  const reader = rest.getReader();
  let begun = false;
  return new ReadableStream<Uint8Array>({
    async pull(controller) {
      if (!begun) {
        begun = true;
        controller.enqueue(bytes);
        return;
      }
      const { done, value } = await reader.read();
      if (done) controller.close();
      else controller.enqueue(value);
    },
    cancel: (reason) => reader.cancel(reason),
  });
}
