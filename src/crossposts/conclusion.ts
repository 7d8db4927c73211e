import { after } from '../deliveries/retry-schedule.ts';
import type { Ports } from '../domain/ports.ts';
import { type HeldAccount, noteAccount } from './account-records.ts';
import { type Crosspost, saveCrosspost } from './crosspost-records.ts';
import { type Outcome, settled } from './desk.ts';
import type { Failure } from './failure.ts';
import { nextTry, PATIENCE_SECONDS } from './retry.ts';

/** Writes down what came of work on a post, and when it is looked at again. */
export async function conclude(ports: Ports, account: HeldAccount, outcome: Outcome): Promise<void> {
  const { post } = outcome;
  if (outcome.came === 'failed') return concludeFailed(ports, account, post, outcome.failure);
  const dueAt = outcome.came === 'again' ? after(ports.clock.now(), outcome.afterSeconds) : undefined;
  await saveCrosspost(ports, account, { ...post, ...(dueAt && { dueAt }) });
  if (account.failures > 0) await noteAccount(ports, account, { state: 'working', failures: 0 });
}

async function concludeFailed(
  ports: Ports,
  account: HeldAccount,
  post: Crosspost,
  failure: Failure,
): Promise<void> {
  const { log, clock } = ports;
  const isPassing = failure.kind === 'passing';
  const failures = isPassing ? account.failures + 1 : account.failures;
  const attempts = post.attempts + 1;
  const next = nextTry(clock.now(), isPassing ? failures : attempts, failure.retryAfterSeconds);
  const isOver = next > after(new Date(post.waitingSince ?? next), PATIENCE_SECONDS);
  const words = failure.words;
  // What the publisher took back is tried for ever.
  if (!post.deleting && (isOver || !isPassing)) {
    log('warn', 'a crosspost failed', { article_id: post.articleId, words });
    await saveCrosspost(ports, account, settled(post, 'failed', words));
  } else {
    await saveCrosspost(ports, account, { ...post, state: 'waiting', attempts, words, dueAt: next });
  }
  if (isPassing) await noteAccount(ports, account, { state: 'working', words, failures, waitUntil: next });
}

/** Notes that the account's server does not let it in; nothing is asked until it is set again, and what is due waits. */
export async function refuseAccount(
  ports: Ports,
  account: HeldAccount,
  words: string,
  post?: Crosspost,
): Promise<void> {
  ports.log('error', 'the account for crossposts is refused', { account: account.handle, words });
  if (post) await saveCrosspost(ports, account, { ...post, state: 'waiting', words });
  await noteAccount(ports, account, { state: 'refused', words, failures: 0 });
}
