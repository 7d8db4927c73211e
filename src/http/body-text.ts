import { Problem } from '../domain/problem.ts';

/** The largest article body, in bytes. */
export const MAX_BODY_BYTES = 2 * 1024 * 1024;

export type BodyType = 'text' | 'html' | 'markdown' | 'json';

const BODY_TYPES: Record<string, BodyType> = {
  'text/plain': 'text',
  'text/html': 'html',
  'application/xhtml+xml': 'html',
  'text/markdown': 'markdown',
  'application/json': 'json',
};

/**
 * Reads a request's body as text: its kind from Content-Type, decoded by the charset named there (UTF-8 without one).
 * Throws problems: `unsupported-media-type`, `empty-body`, `body-too-large`, `undecodable-text`, `incomplete-body`.
 */
export async function readBodyText(request: Request): Promise<{ type: BodyType; text: string }> {
  const header = request.headers.get('Content-Type') ?? '';
  const [essence = '', ...parameters] = header.split(';').map((part) => part.trim());
  const type = Object.hasOwn(BODY_TYPES, essence.toLowerCase())
    ? BODY_TYPES[essence.toLowerCase()]
    : undefined;
  if (!type) {
    const named = essence
      ? `The body is of the type ${JSON.stringify(essence.slice(0, 80))}`
      : 'The body has no Content-Type';
    throw new Problem('unsupported-media-type', `${named}; send ${Object.keys(BODY_TYPES).join(', ')}.`);
  }
  const charset = parameters
    .find((part) => /^charset=/i.test(part))
    ?.slice('charset='.length)
    .replaceAll('"', '');
  const coding = request.headers.get('Content-Encoding');
  if (coding && coding.toLowerCase() !== 'identity') {
    throw new Problem(
      'unsupported-media-type',
      `The body is coded as ${JSON.stringify(coding.slice(0, 40))}; send it plain.`,
    );
  }
  const bytes = await readBytes(request);
  if (bytes.byteLength === 0)
    throw new Problem('empty-body', 'The request has no body: send the article in it.');
  const text = decode(bytes, charset ?? 'utf-8');
  if (text.trim() === '')
    throw new Problem('empty-body', 'The body holds nothing but spaces: send the article in it.');
  return { type, text };
}

function decode(bytes: Uint8Array, charset: string): string {
  let decoder: TextDecoder;
  try {
    decoder = new TextDecoder(charset, { fatal: true, ignoreBOM: false });
  } catch {
    throw new Problem(
      'unsupported-media-type',
      `The charset ${JSON.stringify(charset.slice(0, 40))} is not known; send UTF-8.`,
    );
  }
  try {
    return decoder.decode(bytes);
  } catch (cause) {
    throw new Problem(
      'undecodable-text',
      `The body is not valid ${charset}. Send it as UTF-8, or name its real charset in Content-Type.`,
      {
        cause,
      },
    );
  }
}

async function readBytes(request: Request): Promise<Uint8Array> {
  const tooLarge = () => new Problem('body-too-large', `The body is larger than ${MAX_BODY_BYTES} bytes.`);
  if (Number(request.headers.get('Content-Length')) > MAX_BODY_BYTES) throw tooLarge();
  if (!request.body) return new Uint8Array();
  const chunks: Uint8Array[] = [];
  let length = 0;
  try {
    for await (const chunk of request.body as ReadableStream<Uint8Array> & AsyncIterable<Uint8Array>) {
      length += chunk.byteLength;
      if (length > MAX_BODY_BYTES) throw tooLarge();
      chunks.push(chunk);
    }
  } catch (cause) {
    if (cause instanceof Problem) throw cause;
    throw new Problem('incomplete-body', 'The connection ended before the whole body had come.', { cause });
  }
  const bytes = new Uint8Array(length);
  let offset = 0;
  for (const chunk of chunks) {
    bytes.set(chunk, offset);
    offset += chunk.byteLength;
  }
  return bytes;
}
