import type { MiddlewareHandler } from 'hono';
import type { Front } from './front.ts';

/** What the server knows of a connection, where it says so. */
interface Bindings {
  peer?: string;
}

/**
 * Everything that is not for this service goes to the publisher's own server: requests for another host than that of
 * `publicUrl`, and those that `isUnanswered` says no route of ours has an answer to. To stand before whatever adds headers.
 */
export function frontGate(
  front: Front,
  publicUrl: string,
  isUnanswered: (request: Request) => boolean,
): MiddlewareHandler {
  const ownHost = plainHost(publicUrl);
  return async (context, next) => {
    const { raw } = context.req;
    const { peer } = (context.env ?? {}) as Bindings;
    if (plainHost(raw.url) !== ownHost) return front.answer(raw, peer);
    await next();
    if (!isUnanswered(raw)) return;
    const answer = await front.answer(raw, peer);
    // Else the headers of the answer that is replaced would be kept.
    context.res = undefined;
    context.res = answer;
  };
}

/** Host and port without the ports that go without saying: in front of us, others may end TLS. */
function plainHost(address: string): string {
  return new URL(address).host.replace(/:(?:80|443)$/, '');
}
