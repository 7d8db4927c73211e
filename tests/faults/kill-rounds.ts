import { APP_PASSWORD, HANDLE } from '../crossposts/pds-double.ts';
import type { Chance } from './chance.ts';
import { ask } from './client.ts';
import { compareAll } from './last-day.ts';
import { Ledger } from './ledger.ts';
import { type MortalService, pause, type Start } from './mortal-service.ts';
import { Newsroom, POSTED } from './newsroom.ts';
import { openOutside } from './outside.ts';
import { PartnerWalk } from './partner-walk.ts';
import { Stored } from './stored.ts';

/** Between two starts, by the service's clock: claims of what died are over, and what it left is overdue. */
const ROUND_SECONDS = 150;
/** Longer than anything waits before it is tried again after a crash. */
const LONG_SECONDS = 11 * 60;
/** Drafts of files are older than this before anybody removes them. */
const DRAFT_SECONDS = 2 * 60 * 60;
const LAST_STARTS = 12;
/** So many requests are answered before the service is killed, at most. */
const ANSWERS = 25;
const PATIENCE_MS = 10_000;

export interface Rounds {
  rounds: number;
  chance: Chance;
  start: Start;
  /** Where its database is, once it was started. */
  database(): string;
  log(line: string): void;
}

/** What came of it: `faults` is empty where nothing was lost, and nothing done twice. */
export interface Outcome {
  faults: string[];
  kills: number;
  acknowledged: number;
  unanswered: number;
  crossposts: number;
  changes: number;
}

/** Lets a newsroom work on a service that is killed again and again, and compares everything with everything at last. */
export async function killAgainAndAgain({ rounds, chance, start, database, log }: Rounds): Promise<Outcome> {
  const outside = await openOutside();
  const ledger = new Ledger();
  const faults: string[] = [];
  let ahead = 0;
  let kills = 0;
  const begin = (seconds: number): Promise<MortalService> => {
    ahead += seconds;
    return start(ahead);
  };
  const look = (): Stored => new Stored(database());
  try {
    const first = await begin(0);
    if (!(await first.ready)) throw new Error('the service does not start');
    const { key, sourceSecret } = await setUp(first.origin, outside);
    await first.kill();
    const partner = new PartnerWalk(key);
    const newsroom = new Newsroom({ ledger, chance, outside, partner, sourceSecret });

    for (let round = 1; round <= rounds && faults.length === 0; round++, kills++) {
      const service = await begin(ROUND_SECONDS);
      // Some die before they are up.
      if (chance.inHundred(10)) {
        await Promise.race([pause(chance.below(2500)), service.ready]);
        await service.kill();
        continue;
      }
      await service.ready;
      const stored = look();
      faults.push(...stored.faults(), ...ledger.settle(stored.versions()));
      if (round % 10 === 0)
        log(
          `round ${round}: ${ledger.acknowledged} acknowledged, waiting ${JSON.stringify(stored.waiting())}`,
        );
      stored.close();
      const work = newsroom.work(service.origin);
      void service.sweep();
      await newsroom.answers(chance.below(ANSWERS), PATIENCE_MS);
      await pause(chance.below(50));
      await service.kill();
      await work;
      faults.push(...newsroom.faults);
    }

    for (let starts = 1; faults.length === 0; starts++) {
      const service = await begin(starts === 1 ? DRAFT_SECONDS : LONG_SECONDS);
      await service.ready;
      const stored = look();
      if (starts === 1) faults.push(...stored.faults(), ...ledger.settle(stored.versions()));
      const isDone = await comeToRest(service, stored);
      if (isDone)
        faults.push(
          ...stored.faults(),
          ...(await compareAll(service.origin, stored, { ledger, newsroom, outside, partner })),
        );
      else log(`start ${starts}: waiting ${JSON.stringify(stored.waiting())}`);
      if (!isDone && starts === LAST_STARTS) faults.push(`never done: ${JSON.stringify(stored.waiting())}`);
      const changes = stored.count('product_changes');
      stored.close();
      await service.kill();
      if (!isDone) continue;
      const { acknowledged, unanswered } = ledger;
      return { faults, kills, acknowledged, unanswered, crossposts: outside.pds.records().size, changes };
    }
    const { acknowledged, unanswered } = ledger;
    return { faults, kills, acknowledged, unanswered, crossposts: outside.pds.records().size, changes: 0 };
  } finally {
    outside.close();
  }
}

/** Waits until nothing is left to do; `false` where nothing more happens in this life of the service. */
async function comeToRest(service: MortalService, stored: Stored): Promise<boolean> {
  const left = () => JSON.stringify(stored.waiting());
  for (let still = 0, before = ''; still < 30; ) {
    if (still % 10 === 0) await service.sweep();
    const now = left();
    if (!/[1-9]/.test(now)) return true;
    still = now === before ? still + 1 : 0;
    before = now;
    await pause(100);
  }
  return false;
}

/** A product with everything, a partner who walks and is told, a source, and the account that articles are posted by. */
async function setUp(origin: string, outside: Awaited<ReturnType<typeof openOutside>>) {
  const send = async (method: string, path: string, fields: object) => {
    const { body } = await ask(origin, method, path, { body: JSON.stringify(fields) });
    return JSON.parse(body || '{}') as { key: string; secret: string; state: string };
  };
  await send('PUT', '/partners/products/all', { name: 'All' });
  await send('PUT', '/partners/herald', { name: 'The Herald', products: ['all'], requestsPerMinute: 6000 });
  const { key } = await send('POST', '/partners/herald/keys', {});
  const endpoint = await send('POST', '/partners/herald/endpoints', { url: outside.endpoint });
  if (endpoint.state !== 'active') throw new Error(`the endpoint is ${endpoint.state}`);
  const source = { id: 'agency', kind: 'webhook', address: outside.readers };
  const { secret } = await send('POST', '/sources', source);
  const account = {
    service: outside.repository,
    identifier: HANDLE,
    appPassword: APP_PASSWORD,
    sections: [POSTED],
  };
  await send('PUT', '/crossposts/account', account);
  return { key, sourceSecret: secret };
}
