import type { MiddlewareHandler } from 'hono';
import { bodyLimit } from 'hono/body-limit';
import { Problem } from '../domain/problem.ts';

/** Lets a request pass whose body has no more bytes than this. Throws `Problem('body-too-large')` for a longer one. */
export function upTo(bytes: number): MiddlewareHandler {
  return bodyLimit({
    maxSize: bytes,
    onError: () => {
      throw new Problem('body-too-large', `The body has ${bytes} bytes at most.`);
    },
  });
}
