import type { Pace } from '../deliveries/parallel-work.ts';
import type { Config } from '../domain/config.ts';
import { createSecretKeeping } from '../domain/kept-secret.ts';
import type { HubMessage, Ports } from '../domain/ports.ts';
import { announceChanges, countDue } from './delivery-records.ts';
import { distribute } from './distribution.ts';
import type { HubFeeds } from './hub-feeds.ts';
import { isPingDue, pingOutsideHub, setOutsideHub } from './outside-hub.ts';
import { countRequestsDue, endWhatIsOver } from './request-records.ts';
import { verifyRequests } from './verification.ts';

/** What the hub does in the background. All of it bears being done twice, and at once in several places. */
export interface Hub {
  handle(message: HubMessage): Promise<void>;
  /** Sees which feeds changed, and puts their delivery into the queue. */
  announce(): Promise<void>;
  /** Ends what is over, and puts into the queue whatever is due: what a crash or a lost message left, and what failed before. */
  sweep(): Promise<void>;
}

/** A worker may ask 50 servers in one run, and six at once. */
export const WORKER_PACE: Pace = { width: 6, perRun: 40 };
/** One process does all of it. */
export const NODE_PACE: Pace = { width: 32, perRun: 100_000 };
/** So many messages share what is due: runs on different machines, where there are any. */
const MAX_MESSAGES = 50;

/** Where the hub is. */
export function hubAddress({ publicUrl }: Pick<Config, 'publicUrl'>): string {
  return `${publicUrl}/hub`;
}

/** The hubs that feeds name: our own, and the outside one where there is one. */
export function hubsOf(config: Config): { hubUrl: string; outsideHubUrl?: string } {
  const { outside } = config.hub;
  return { hubUrl: hubAddress(config), ...(outside && { outsideHubUrl: outside }) };
}

/** The hub over its tables. `feeds` is how it learns of feeds. */
export function createHub(ports: Ports, config: Config, feeds: HubFeeds, pace: Pace): Hub {
  const { queue, database, clock } = ports;
  const { publicUrl, hub } = config;
  const secrets = createSecretKeeping(config.secretsKey, ports.random);

  const work: Record<HubMessage['hub'], () => Promise<boolean>> = {
    verify: () => verifyRequests(ports, publicUrl, feeds, pace),
    deliver: () => distribute(ports, { publicUrl, feeds, secrets }, pace),
    changes: () => announce().then(() => false),
    ping: () => pingOutsideHub(ports, publicUrl),
  };

  async function announce(): Promise<void> {
    await announceChanges(ports);
    const due = await countDue(ports, pace.perRun * MAX_MESSAGES);
    for (let taken = 0; taken < due; taken += pace.perRun) await queue.send({ hub: 'deliver' });
    if (hub.outside && (await isPingDue(ports))) await queue.send({ hub: 'ping' });
  }

  return {
    announce,
    async handle(message) {
      if (await work[message.hub]()) await queue.send(message);
      // What changed while a callback was being asked is owed to it.
      if (message.hub === 'verify') await announce();
    },
    async sweep() {
      await database.batch(endWhatIsOver(database, clock.now()));
      await setOutsideHub(ports, hub.outside);
      if ((await countRequestsDue(ports)) > 0) await queue.send({ hub: 'verify' });
      await announce();
    },
  };
}
