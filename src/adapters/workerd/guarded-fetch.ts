import type { Fetch } from '../../domain/ports.ts';
import { createGuardedFetch, type Exchanger, type GuardOptions } from '../web/guarded-fetch.ts';

export interface WorkerFetchOptions extends GuardOptions {
  fetch?: (url: string, init: RequestInit) => Promise<Response>;
}

/**
 * The guarded way out of a worker. Names are checked here; that no private network is reached is the platform's own
 * promise (https://developers.cloudflare.com/workers/reference/security-model/).
 */
export function createWorkerFetch(options: WorkerFetchOptions): Fetch {
  const ask = options.fetch ?? ((url: string, init: RequestInit) => fetch(url, init));
  const exchange: Exchanger = async (url, { method, headers, body, signal }) => {
    const sent = body ? { body: body as Uint8Array<ArrayBuffer> } : {};
    const response = await ask(url.href, { method, headers, ...sent, redirect: 'manual', signal });
    const reader = response.body?.getReader();
    return {
      status: response.status,
      header: (name) => response.headers.get(name) ?? undefined,
      body: chunksOf(reader),
      cancel: () => void reader?.cancel().catch(() => undefined),
    };
  };
  return createGuardedFetch(exchange, options);
}

async function* chunksOf(reader: ReadableStreamDefaultReader<Uint8Array> | undefined) {
  for (;;) {
    const { done, value } = (await reader?.read()) ?? { done: true as const, value: undefined };
    if (done) return;
    yield value;
  }
}
