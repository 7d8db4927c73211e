/** Bytes below this are not worth a coding. */
const MIN_BYTES = 1000;

/** How the platform's compressor calls what HTTP calls so. */
const FORMATS = { gzip: 'gzip', br: 'brotli' } as const;
export type ContentCoding = keyof typeof FORMATS;

function compressorFor(coding: ContentCoding): CompressionStream | undefined {
  try {
    return new CompressionStream(FORMATS[coding] as ConstructorParameters<typeof CompressionStream>[0]);
  } catch {
    return undefined;
  }
}

let supported: ContentCoding[] | undefined;

/** The codings this runtime knows; gzip first, since brotli takes twenty times as long here for a tenth less. */
export function supportedCodings(): readonly ContentCoding[] {
  supported ??= (Object.keys(FORMATS) as ContentCoding[]).filter((coding) => compressorFor(coding));
  return supported;
}

/** The bytes in this coding; `undefined` where they are too few, or the runtime does not know the coding. */
export async function encodeContent(
  bytes: Uint8Array,
  coding: ContentCoding,
): Promise<Uint8Array | undefined> {
  const compressor = bytes.byteLength < MIN_BYTES ? undefined : compressorFor(coding);
  if (!compressor) return undefined;
  const stream = new Blob([bytes as Uint8Array<ArrayBuffer>]).stream().pipeThrough(compressor);
  return new Uint8Array(await new Response(stream).arrayBuffer());
}
