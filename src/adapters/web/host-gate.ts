import type { Clock } from '../../domain/ports.ts';
import { Refusal } from './refusal.ts';

/** Hosts that are remembered; which hosts there are is up to strangers. */
const MAX_HOSTS = 1000;
const SLOTS = 4;
const MAX_WAITING = 50;
/** Failures in a row before a host is left alone: for a minute, then twice as long each time, to a quarter of an hour. */
const PATIENCE = 5;
const FIRST_PAUSE_MS = 60_000;
const LONGEST_PAUSE_MS = 900_000;
const LONGEST_WISH_MS = 3_600_000;
/** Between two urgent visits. */
const URGENT_PAUSE_MS = 60_000;

/** Says how a visit ended: whether the host failed, and for how long it asked to be left alone. */
export type Leave = (failed: boolean, retryAfterSeconds?: number) => void;

export interface HostGate {
  /**
   * Waits for one of the host's four slots, held for `holdMs` at most. Rejects with `Refusal('busy')` where the host is
   * to be left alone or too many wait already, and with `Refusal('too-slow')` when `signal` aborts. `urgent`: once a minute
   * a host is visited although it is to be left alone.
   */
  enter(host: string, holdMs: number, signal: AbortSignal, urgent?: boolean): Promise<Leave>;
}

interface Host {
  /** When each slot is free again at the latest: a visit whose program was stopped never leaves. */
  slots: Set<{ until: number }>;
  waiting: Set<() => void>;
  failures: number;
  closedUntil: number;
  urgentFrom: number;
}

/** Keeps every host from being asked too much at once, too soon, or in vain. */
export function createHostGate(clock: Clock): HostGate {
  const hosts = new Map<string, Host>();
  const now = () => clock.now().getTime();

  function remember(name: string): Host {
    const host = hosts.get(name) ?? {
      slots: new Set(),
      waiting: new Set(),
      failures: 0,
      closedUntil: 0,
      urgentFrom: 0,
    };
    hosts.delete(name);
    hosts.set(name, host);
    for (const [oldest, { slots, waiting }] of hosts) {
      if (hosts.size <= MAX_HOSTS) break;
      if (slots.size + waiting.size === 0) hosts.delete(oldest);
    }
    return host;
  }

  /** A wait that is longer than any can be is from before the clock was set back. */
  function remaining(moment: number): number {
    const wait = moment - now();
    return wait > LONGEST_WISH_MS ? 0 : wait;
  }

  function checkOpen({ closedUntil }: Pick<Host, 'closedUntil'>): void {
    const wait = remaining(closedUntil);
    if (wait > 0) throw new Refusal('busy', Math.ceil(wait / 1000));
  }

  /** Lets an urgent visit in, or says when the next may come. */
  function checkUrgent(host: Host): void {
    const { closedUntil, urgentFrom } = host;
    checkOpen({ closedUntil: Math.min(closedUntil, urgentFrom) });
    if (closedUntil > now()) host.urgentFrom = now() + URGENT_PAUSE_MS;
  }

  function hasRoom({ slots }: Host): boolean {
    for (const slot of slots) if (slot.until <= now()) slots.delete(slot);
    return slots.size < SLOTS;
  }

  return {
    async enter(name, holdMs, signal, urgent = false) {
      const host = remember(name);
      if (urgent) checkUrgent(host);
      else checkOpen(host);
      while (!hasRoom(host)) {
        if (host.waiting.size >= MAX_WAITING) throw new Refusal('busy', 1);
        await turn(host, signal);
        if (!urgent) checkOpen(host);
      }
      const slot = { until: now() + holdMs };
      host.slots.add(slot);
      return (failed, retryAfterSeconds = 0) => {
        host.slots.delete(slot);
        host.failures = failed ? host.failures + 1 : 0;
        const pause =
          host.failures < PATIENCE
            ? 0
            : Math.min(FIRST_PAUSE_MS * 2 ** Math.min(host.failures - PATIENCE, 10), LONGEST_PAUSE_MS);
        const wish = Math.min(retryAfterSeconds * 1000, LONGEST_WISH_MS);
        host.closedUntil = now() + Math.max(remaining(host.closedUntil), pause, wish);
        for (const wake of host.waiting) wake();
      };
    },
  };
}

function turn(host: Host, signal: AbortSignal): Promise<void> {
  return new Promise((resolve, reject) => {
    const wake = () => {
      host.waiting.delete(wake);
      signal.removeEventListener('abort', giveUp);
      resolve();
    };
    const giveUp = () => {
      host.waiting.delete(wake);
      reject(new Refusal('too-slow'));
    };
    if (signal.aborted) return giveUp();
    host.waiting.add(wake);
    signal.addEventListener('abort', giveUp, { once: true });
  });
}
