import { beforeEach, describe, expect, it } from 'vitest';
import { createOfflineFetch } from '../../src/adapters/memory/offline-fetch.ts';
import { holdAccount } from '../../src/crossposts/account-records.ts';
import { duePosts } from '../../src/crossposts/crosspost-due.ts';
import { dueSql, isDue } from '../../src/deliveries/retry-schedule.ts';
import type { PictureRoom } from '../../src/domain/picture.ts';
import { claimDeliveries, countDue as countDeliveries } from '../../src/hub/delivery-records.ts';
import { isPingDue, pingOutsideHub } from '../../src/hub/outside-hub.ts';
import { claimRequests, countRequestsDue } from '../../src/hub/request-records.ts';
import { readDatabaseFigures } from '../../src/metrics/database-figures.ts';
import {
  claimDeliveries as claimMessages,
  countDue as countMessages,
} from '../../src/partners/webhooks/delivery-records.ts';
import { beginItem, hasDueItems } from '../../src/sources/item-records.ts';
import { claimSource, dueSources, isPollDue, loadSource } from '../../src/sources/source-records.ts';
import { retryPictures } from '../../src/store/preview-pictures.ts';
import { openMemoryPorts } from '../memory-ports.ts';

const START = '2026-03-02T08:00:00.000Z';
const MINUTE = 60;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;
const after = (seconds: number) => new Date(Date.parse(START) + seconds * 1000).toISOString();

const DOWN = { outcome: 'refused', reason: 'unreachable' } as const;

let ports: Awaited<ReturnType<typeof openMemoryPorts>>;
beforeEach(async () => {
  const fetch = createOfflineFetch({ 'https://hub.example/': DOWN, 'https://times.example/a.jpg': DOWN });
  ports = { ...(await openMemoryPorts(START)), fetch };
});

/** One of everything that can be put off, until `seconds` from now. */
function putOff(seconds: number): void {
  const until = after(seconds);
  ports.database.execute(`
    INSERT INTO hub_subscriptions (id, feed, callback, host, confirmed_at, lease_ends_at)
      VALUES ('sub', '/feeds/all.rss', 'https://reader.example/', 'reader.example', '${START}', '${after(99 * DAY)}');
    INSERT INTO hub_deliveries (subscription_id, revision, next_at, attempts) VALUES ('sub', 1, '${until}', 2);
    INSERT INTO hub_requests (id, mode, feed, topics, callback, host, lease_seconds, challenge, requested_at, next_at)
      VALUES ('r', 'subscribe', '/feeds/all.rss', '[]', 'https://reader.example/', 'reader.example', 9, 'c', '${START}', '${until}');
    INSERT INTO outside_hubs (address, next_at) VALUES ('https://hub.example/', '${until}');
    INSERT INTO outside_hub_pings (topic) VALUES ('all');
    INSERT INTO partner_endpoints (id, partner_id, url, host, secret, state, made_at)
      VALUES ('ep', 'herald', 'https://herald.example/', 'herald.example', 's', 'active', '${START}');
    INSERT INTO partner_deliveries (endpoint_id, product_id, article_id, sequence, next_at)
      VALUES ('ep', 'all', 'a', 1, '${until}');
    INSERT INTO crosspost_account (id, did, handle, service, identifier, password, settings, since, wait_until, held_until)
      VALUES (1, 'did:plc:a', 'h', 'https://pds.example', 'h', 'p', '{}', '${START}', '${until}', '${until}');
    INSERT INTO crossposts (account, article_id, rkey, created_at, due_at, changed_at)
      VALUES ('did:plc:a', 'a', 'k', '${START}', '${until}', '${START}');
    INSERT INTO sources (id, kind, address, host, settings, added_at, next_at, claimed_until)
      VALUES ('wire', 'feed', 'https://wire.example/', 'wire.example', '{"everyMinutes":15}', '${START}', '${until}', '${until}');
    INSERT INTO source_items (source_id, item_id, article_id, wanted, due_at) VALUES ('wire', '1', 'a', 'v', '${until}');
    INSERT INTO preview_pictures (owner, url, next_at) VALUES ('a', 'https://times.example/a.jpg', '${until}');
  `);
}

const figure = async (name: string, state?: string) => {
  const readings = await readDatabaseFigures(ports.database, ports.clock.now());
  const values = readings.find((reading) => reading.name === `tearsheet_${name}`)?.values ?? [];
  return values.find(({ labels }) => labels?.state === state)?.value;
};
const failedPictures = 'SELECT count(*) AS count FROM preview_pictures WHERE attempts = 1';

/** Of each kind, how many are found due, first by those that count and then by those that take. */
async function findDue() {
  const source = await loadSource(ports, 'wire');
  if (!source) throw new Error('no source');
  const counted = {
    figures: await figure('hub_deliveries', 'due'),
    notWaiting: 1 - ((await figure('hub_deliveries', 'waiting')) ?? 0),
    requestFigures: await figure('hub_requests_due'),
    requestsCounted: await countRequestsDue(ports),
    deliveriesCounted: await countDeliveries(ports, 9),
    messagesCounted: await countMessages(ports, 9),
    pings: Number(await isPingDue(ports)),
    posts: (await duePosts(ports, 9)).length,
    itemsSeen: Number(await hasDueItems(ports, source)),
    polls: Number(isPollDue(source, ports.clock.now())),
    sources: (await dueSources(ports, 9)).length,
  };
  await pingOutsideHub(ports, 'https://times.example');
  await retryPictures(ports, () => ({}) as PictureRoom, 9);
  return {
    ...counted,
    pingsSent: ports.fetch.posted.length,
    deliveries: (await claimDeliveries(ports, 9, 120)).length,
    requests: (await claimRequests(ports, 9, 120)).length,
    messages: (await claimMessages(ports, 9, 120)).length,
    account: Number((await holdAccount(ports, 'a')) !== undefined),
    source: Number((await claimSource(ports, 'wire')) !== undefined),
    items: Number((await beginItem(ports, source)) !== undefined),
    pictures: (await ports.database.prepare(failedPictures).first<{ count: number }>())?.count,
  };
}

describe('what is put off', () => {
  it('is due at its time', async () => {
    putOff(0);
    expect(new Set(Object.values(await findDue()))).toEqual(new Set([1]));
  });

  it('waits until its time where it is sooner than the longest pause, or than the next poll', async () => {
    putOff(4 * MINUTE);
    expect(new Set(Object.values(await findDue()))).toEqual(new Set([0]));
  });

  it('for six hours, as after many failures, waits for them; a source that is polled each quarter of an hour does not', async () => {
    putOff(6 * HOUR);
    const due = Object.entries(await findDue()).filter(([, count]) => count !== 0);
    expect(due.map(([kind]) => kind)).toEqual(['polls', 'sources', 'source']);
  });

  it.each([1, 5 * MINUTE, 6 * HOUR])(
    'for %i seconds by a clock that was a day ahead is due at once when that is set right',
    async (pause) => {
      putOff(DAY + pause);
      expect(new Set(Object.values(await findDue()))).toEqual(new Set([1]));
    },
  );
});

describe('the condition in SQL', () => {
  it.each([
    [-DAY, true],
    [0, true],
    [1, false],
    [12 * HOUR, false],
    [12 * HOUR + 5 * MINUTE, false],
    [12 * HOUR + 5 * MINUTE + 0.001, true],
    [9 * DAY, true],
  ])('says the same as the function of what waits for %d seconds: %s', async (seconds, expected) => {
    const row = await ports.database
      .prepare(`SELECT ${dueSql('at', '?1')} AS is_due FROM (SELECT ?2 AS at)`)
      .bind(START, after(seconds))
      .first();
    expect(row).toEqual({ is_due: Number(expected) });
    expect(isDue(after(seconds), new Date(START))).toBe(expected);
  });

  it('finds nothing due that waits for nothing', async () => {
    const row = await ports.database
      .prepare(`SELECT ${dueSql('at', '?1')} AS is_due FROM (SELECT NULL AS at)`)
      .bind(START)
      .first();
    expect(row).toEqual({ is_due: 0 });
  });
});
