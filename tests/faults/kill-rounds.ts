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
const ANSWERS = 40;
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
export async function killAgainAndAgain(plan: Rounds): Promise<Outcome> {
  const outside = await openOutside();
  const ledger = new Ledger();
  let ahead = 0;
  let kills = 0;
  let changes = 0;
  /** One life of the service, `seconds` after the one before. */
  async function live<Value>(
    seconds: number,
    life: (service: MortalService) => Promise<Value>,
  ): Promise<Value> {
    ahead += seconds;
    const service = await plan.start(ahead);
    try {
      return await life(service);
    } finally {
      await service.kill();
    }
  }
  async function run(): Promise<string[]> {
    const { key, sourceSecret } = await live(0, async ({ origin, ready }) => {
      await ready;
      return setUp(origin, outside);
    });
    const partner = new PartnerWalk(key);
    const world = { ledger, outside, partner };
    const newsroom = new Newsroom({ ...world, chance: plan.chance, sourceSecret });
    while (kills < plan.rounds) {
      const { work, faults } = await live(ROUND_SECONDS, (service) =>
        killRound(plan, service, newsroom, ledger),
      );
      kills++;
      newsroom.close();
      // What was under way ends now that nobody answers.
      await work;
      const found = [...faults, ...newsroom.faults];
      if (found.length > 0) return found;
      if (kills % 10 === 0) plan.log(`${kills} kills, ${ledger.acknowledged} versions acknowledged`);
    }
    for (let starts = 0; starts < LAST_STARTS; starts++) {
      const faults = await live(starts === 0 ? DRAFT_SECONDS : LONG_SECONDS, async (service) => {
        await service.ready;
        const stored = new Stored(plan.database());
        try {
          const early = [...stored.faults(), ...ledger.settle(stored.versions())];
          if (early.length > 0) return early;
          const isDone = await comeToRest(service, stored);
          changes = stored.count('product_changes');
          if (isDone)
            return [
              ...stored.faults(),
              ...(await compareAll(service.origin, stored, { ...world, newsroom })),
            ];
          plan.log(`life ${starts + 1} after the last kill leaves ${JSON.stringify(stored.waiting())}`);
          return undefined;
        } finally {
          stored.close();
        }
      });
      if (faults) return faults;
    }
    return ['something is never done'];
  }
  try {
    const faults = await run();
    const { acknowledged, unanswered } = ledger;
    return { faults, kills, acknowledged, unanswered, crossposts: outside.pds.records().size, changes };
  } finally {
    outside.close();
  }
}

/** Looks at what the last life left, and has the newsroom work on this one. It dies when this returns. */
async function killRound(
  { chance, database }: Rounds,
  service: MortalService,
  newsroom: Newsroom,
  ledger: Ledger,
) {
  // Some die before they are up.
  if (chance.inHundred(10)) {
    await Promise.race([pause(chance.below(2500)), service.ready]);
    return { faults: [], work: undefined };
  }
  await service.ready;
  const stored = new Stored(database());
  const faults = [...stored.faults(), ...ledger.settle(stored.versions())];
  stored.close();
  const work = newsroom.work(service.origin);
  void service.sweep();
  await newsroom.answers(chance.below(ANSWERS), PATIENCE_MS);
  await pause(chance.below(50));
  return { faults, work };
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
