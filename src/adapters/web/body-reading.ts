import type { OriginBody } from '../../domain/page-rewriting.ts';

/** A body as it comes. */
export interface BodyPieces {
  /** The next bytes, or `undefined` at the end. Rejects where it broke off. */
  next(): Promise<Uint8Array | undefined>;
  /** No more of it is wanted. */
  cancel(): void;
}

/**
 * Reads a body until its end, or until there are more than `limit` bytes of it. What breaks off, or lets us wait for
 * more than `patienceMs`, is handed over as far as it came.
 */
export async function readBeginning(
  body: BodyPieces,
  limit: number,
  patienceMs: number,
): Promise<OriginBody> {
  const pieces: Uint8Array[] = [];
  let length = 0;
  try {
    while (length <= limit) {
      const bytes = await inTime(body.next(), patienceMs);
      if (!bytes) return { bytes: joined(pieces, length) };
      pieces.push(bytes);
      length += bytes.byteLength;
    }
  } catch (error) {
    body.cancel();
    const broken = new ReadableStream<Uint8Array>({ start: (controller) => controller.error(error) });
    return { bytes: joined(pieces, length), rest: broken };
  }
  return { bytes: joined(pieces, length), rest: streamOf(body) };
}

function streamOf(body: BodyPieces): ReadableStream<Uint8Array> {
  return new ReadableStream<Uint8Array>(
    {
      async pull(controller) {
        const bytes = await body.next();
        if (bytes) controller.enqueue(bytes);
        else controller.close();
      },
      cancel: () => body.cancel(),
    },
    { highWaterMark: 0 },
  );
}

function joined(pieces: readonly Uint8Array[], length: number): Uint8Array<ArrayBuffer> {
  const whole = new Uint8Array(length);
  let offset = 0;
  for (const piece of pieces) {
    whole.set(piece, offset);
    offset += piece.byteLength;
  }
  return whole;
}

/** What a promise brings; rejects where that takes longer. */
export function inTime<Value>(promise: Promise<Value>, limitMs: number): Promise<Value> {
  return new Promise((resolve, reject) => {
    const timer = setTimeout(() => reject(new Error(`nothing came for ${limitMs} ms`)), limitMs);
    promise.then(resolve, reject).finally(() => clearTimeout(timer));
  });
}
