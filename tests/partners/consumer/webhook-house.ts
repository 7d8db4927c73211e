import { createFixedClock } from '../../../src/adapters/memory/clock.ts';
import { createNodeFetch } from '../../../src/adapters/node/guarded-fetch.ts';
import { type NodePorts, openNodePorts } from '../../../src/adapters/node/node-ports.ts';
import { createTableQueue } from '../../../src/adapters/node/table-queue.ts';
import type { Ports } from '../../../src/domain/ports.ts';
import { NODE_PACE } from '../../../src/hub/hub.ts';
import { createJobs } from '../../../src/jobs.ts';
import { config, NO_PICTURES, serve } from '../partner-house.ts';

/** The service over the storage in `folder`, at a time of ours; `wrap` may stand between it and its ports. */
export async function openWebhookHouse(
  folder: string,
  startedAt: Date,
  wrap: (ports: NodePorts) => Ports = (ports) => ports,
) {
  const clock = createFixedClock(startedAt);
  const opened = await openNodePorts(folder);
  const log = () => undefined;
  const nodePorts: NodePorts = {
    ...opened,
    clock,
    log,
    queue: createTableQueue(opened.database, { clock, log }),
    fetch: createNodeFetch({ clock, loopback: true, localHosts: true }),
  };
  const ports = wrap(nodePorts);
  const jobs = createJobs(ports, config, NO_PICTURES, NODE_PACE);
  const drain = () => nodePorts.queue.drain(jobs.handle);
  return {
    ...serve(ports),
    drain,
    database: nodePorts.database,
    /** What the first minutes after a start do: whatever is undone is found again. */
    async recover() {
      for (let round = 0; round < 2; round++) {
        await jobs.sweep(0);
        await drain();
        clock.advance(300);
      }
    },
  };
}

type House = Awaited<ReturnType<typeof openWebhookHouse>>;

/** A partner who listens at `url`, from before anything is published. */
export async function addListener(house: House, url: string): Promise<void> {
  await house.product('all');
  await house.partner('herald', ['all']);
  const answer = await house.asPublisher('POST', '/partners/herald/endpoints', { url });
  const { state } = (await answer.json()) as { state: string };
  if (state !== 'active') throw new Error(`the endpoint is ${state}`);
}

/** What happens on a day: each step is one request, and the background work that follows. */
export async function liveThrough(house: House): Promise<void> {
  const steps = [
    () => house.article('bridge'),
    () => house.article('bridge', { html: '<p>Corrected.</p>' }),
    () => house.article('canal'),
    () => house.withdraw('bridge'),
  ];
  for (const step of steps) {
    await step();
    await house.drain();
  }
}
