import type { FetchOutcome, FetchRefusal } from '../../domain/ports.ts';

/** Ends an exchange from within; it becomes the outcome and never leaves `get`. */
export class Refusal extends Error {
  override name = 'Refusal';
  readonly reason: FetchRefusal;
  readonly retryAfterSeconds: number | undefined;

  constructor(reason: FetchRefusal, retryAfterSeconds?: number) {
    super(reason);
    this.reason = reason;
    this.retryAfterSeconds = retryAfterSeconds;
  }
}

/** The outcome of an exchange that ended in an error: its own refusal, or that the server was not reached. */
export function toOutcome(error: unknown): FetchOutcome {
  if (!(error instanceof Refusal)) return { outcome: 'refused', reason: 'unreachable' };
  const { reason, retryAfterSeconds } = error;
  return { outcome: 'refused', reason, ...(retryAfterSeconds === undefined ? {} : { retryAfterSeconds }) };
}
