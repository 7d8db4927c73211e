import { TOKEN } from './mortal-service.ts';

/** An answer that should not have been given. */
export class Unexpected extends Error {}

/** Who was killed in the middle of its words is not always heard to be. */
const PATIENCE_MS = 20_000;

/** What a request came to: its status, once the head of the answer is here; 0 where the service died before. */
export interface Told {
  status: number;
  /** Empty where the connection broke in the middle of it. */
  body: string;
}

/** Sends a request, with the publisher token unless another is given. Throws `Unexpected` for a status that is not of `expected`. */
export async function ask(
  origin: string,
  method: string,
  path: string,
  {
    body,
    expected = [200, 201, 202, 204],
    ...headers
  }: { body?: string; expected?: number[]; [name: string]: unknown } = {},
): Promise<Told> {
  const request = {
    method,
    redirect: 'manual' as const,
    signal: AbortSignal.timeout(PATIENCE_MS),
    headers: {
      Authorization: `Bearer ${TOKEN}`,
      'Content-Type': 'application/json',
      ...(headers as Record<string, string>),
    },
    ...(body !== undefined && { body }),
  };
  const answer = await fetch(origin + path, request).catch(() => undefined);
  if (!answer) return { status: 0, body: '' };
  const text = await answer.text().catch(() => '');
  if (!expected.includes(answer.status))
    throw new Unexpected(`${method} ${path}: ${answer.status} ${text.slice(0, 500)}`);
  return { status: answer.status, body: text };
}
