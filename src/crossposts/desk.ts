import type { Config } from '../domain/config.ts';
import type { Ports } from '../domain/ports.ts';
import type { PreviewRenderer } from '../previews/renderer.ts';
import type { HeldAccount } from './account-records.ts';
import type { Crosspost } from './crosspost-records.ts';
import type { Failure } from './failure.ts';
import type { Pds } from './pds.ts';
import type { ArticleRecordMaker } from './record-makers.ts';

/** Everything that work on one post needs. */
export interface Desk {
  ports: Ports;
  config: Config;
  renderer: PreviewRenderer;
  makers: readonly ArticleRecordMaker[];
  account: HeldAccount;
  pds: Pds;
  /** Writes down what is known so far. */
  save(post: Crosspost): Promise<void>;
}

/** What came of work on a post. `again`: it is to be looked at once more, though nothing failed. */
export type Outcome = { post: Crosspost } & (
  | { came: 'ended' }
  | { came: 'again'; afterSeconds: number }
  | { came: 'failed'; failure: Failure }
);

/** A post that nothing is to be done for. */
export function settled(
  post: Crosspost,
  state: 'posted' | 'updated' | 'deleted' | 'failed',
  words?: string,
): Crosspost {
  const { dueAt: _, waitingSince: __, words: ___, ...rest } = post;
  return { ...rest, state, attempts: 0, ...(words !== undefined && { words }) };
}
