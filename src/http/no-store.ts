import type { Context } from 'hono';

/** Marks the answer as one that nobody keeps (RFC 9111 §5.2.2.5): it is for the publisher, or a partner, at this moment. */
export function noStore(context: Context): Context {
  context.header('Cache-Control', 'no-store');
  return context;
}
