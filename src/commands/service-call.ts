import { unreachable } from './command-line.ts';

/** Asks a service for something; the text of its answer. */
export type ServiceCall = (method: string, path: string, body?: unknown) => Promise<string>;

/**
 * Calls to the service at an address, as its publisher. Throws an `Error` a person can act on: without a token, where
 * nothing can be reached, and with the service's own words where it refuses.
 */
export function callService(service: string, token: string | undefined): ServiceCall {
  if (!token) throw new Error('Set TEARSHEET_TOKEN to the publisher token of the service.');
  return async (method, path, body) => {
    const answer = await fetch(new URL(path, service), {
      method,
      headers: { Authorization: `Bearer ${token}`, 'Content-Type': 'application/json' },
      ...(body !== undefined && { body: JSON.stringify(body) }),
    }).catch((cause: Error) => {
      throw unreachable(service, cause);
    });
    const text = await answer.text();
    if (answer.ok) return text;
    throw new Error(detailIn(text) ?? `${method} ${path} answered ${answer.status}`);
  };
}

/** The same, where every answer is JSON. */
export function askService(
  service: string,
  token: string | undefined,
): <Answer>(method: string, path: string, body?: unknown) => Promise<Answer> {
  const call = callService(service, token);
  return async <Answer>(method: string, path: string, body?: unknown) =>
    JSON.parse((await call(method, path, body)) || '{}') as Answer;
}

/** What a problem says (RFC 9457); not every refusal on the way is one of ours. */
function detailIn(text: string): string | undefined {
  try {
    return (JSON.parse(text) as { detail?: string }).detail;
  } catch {
    return undefined;
  }
}
