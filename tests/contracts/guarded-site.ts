import { createFixedClock, type FixedClock } from '../../src/adapters/memory/clock.ts';
import type { OpenSite } from './fetch-contract.ts';

/** Opens a guarded fetch to a server that answers with `handler`; it may be asked over http, at any port. */
export type OpenGuarded = (
  handler: (request: Request) => Response | Promise<Response>,
  clock: FixedClock,
) => Promise<OpenSite>;

/** A server of the tests behind a guarded fetch: when it is, and the paths that were asked for. */
export interface GuardedSite extends OpenSite {
  clock: FixedClock;
  asked: string[];
}

/** Starts a server that answers with `handler`. */
export type Serve = (
  handler: (path: string, request: Request) => Response | Promise<Response>,
) => Promise<GuardedSite>;

/** Servers of the runtime that `open` is of. */
export function serverOf(open: OpenGuarded): Serve {
  return async (handler) => {
    const clock = createFixedClock(new Date('2026-05-04T10:00:00Z'));
    const asked: string[] = [];
    const site = await open((request) => {
      const { pathname } = new URL(request.url);
      asked.push(pathname);
      return handler(pathname, request);
    }, clock);
    return { ...site, clock, asked };
  };
}

export function refused(reason: string) {
  return { outcome: 'refused', reason };
}
