import type { Config } from '../domain/config.ts';
import type { Ports } from '../domain/ports.ts';
import { createSealer } from '../domain/sealed-text.ts';
import type { PreviewRenderer } from '../previews/renderer.ts';
import { type Session, sealPurpose } from './account.ts';
import { type HeldAccount, saveSession } from './account-records.ts';
import { conclude, refuseAccount } from './conclusion.ts';
import { type Crosspost, loadCrosspost, saveCrosspost } from './crosspost-records.ts';
import { takeStep } from './crosspost-step.ts';
import type { Outcome } from './desk.ts';
import type { Failure } from './failure.ts';
import { openPds, type Pds } from './pds.ts';
import type { ArticleRecordMaker } from './record-makers.ts';

/** What work on posts needs, whatever the account and the article. */
export interface Workshop {
  ports: Ports;
  config: Config;
  renderer: PreviewRenderer;
  makers: readonly ArticleRecordMaker[];
}

const OTHER_KEY = 'the password was sealed with another SECRETS_KEY: set the account again';

/** Does what is due for one article, and writes down what came of it, for the post and for the account. */
export async function workFor(workshop: Workshop, account: HeldAccount, articleId: string): Promise<void> {
  const { ports } = workshop;
  const post = await loadCrosspost(ports, account.did, articleId);
  if (!post) return;
  const door = await openDoor(workshop, account);
  if (!door) return refuseAccount(ports, account, OTHER_KEY, post);
  const save = (known: Crosspost) => saveCrosspost(ports, account, known);
  const step = async (from: Crosspost): Promise<Outcome> => {
    try {
      return await takeStep({ ...workshop, account, pds: door.pds, save }, from);
    } finally {
      await door.keepSession();
    }
  };
  let outcome: Outcome | undefined = door.pds.session() ? await step(post) : undefined;
  if (!outcome || isShutOut(outcome)) {
    const from = outcome?.post ?? post;
    const failure = await door.login();
    if (failure && failure.kind !== 'passing') return refuseAccount(ports, account, failure.words, from);
    outcome = failure ? { came: 'failed', failure, post: from } : await step(from);
  }
  if (isShutOut(outcome)) return refuseAccount(ports, account, outcome.failure.words, outcome.post);
  await conclude(ports, account, outcome);
}

function isShutOut(outcome: Outcome): outcome is Outcome & { came: 'failed' } {
  return outcome.came === 'failed' && outcome.failure.kind === 'login';
}

/** The account's way into its server. */
interface Door {
  pds: Pds;
  /** With the app password; what came in the way, if anything. */
  login(): Promise<Failure | undefined>;
  /** Seals and stores what the session has become. */
  keepSession(): Promise<void>;
}

async function openDoor({ ports, config }: Workshop, account: HeldAccount): Promise<Door | undefined> {
  const sealer = config.secretsKey ? createSealer(config.secretsKey, ports.random) : undefined;
  const password = await sealer?.open(account.password, sealPurpose('password', account));
  if (!sealer || password === undefined) return undefined;
  const text = account.session && (await sealer.open(account.session, sealPurpose('session', account)));
  const session = text ? (JSON.parse(text) as Session) : undefined;
  const pds = await openPds(account.service, ports.fetch, { ...account, session });
  let kept = session?.refreshJwt;
  const keepSession = async () => {
    const now = pds.session();
    if (now?.refreshJwt === kept) return;
    kept = now?.refreshJwt;
    const sealed = now && (await sealer.seal(JSON.stringify(now), sealPurpose('session', account)));
    await saveSession(ports, account, sealed);
  };
  return {
    pds,
    keepSession,
    async login() {
      const called = await pds.login(account.identifier, password);
      if ('failed' in called) return called.failed;
      await keepSession();
      if (called.done.did === account.did) return undefined;
      return {
        kind: 'login',
        words: `${account.identifier} is another account by now: set the account again`,
      };
    },
  };
}
