import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import type { Config } from '../domain/config.ts';
import type { Notes } from './doctor-findings.ts';

const TIMEOUT_MS = 5000;
const TRIES = 3;
const LOOPBACK = /^(?:localhost|127(?:\.\d+){3}|\[::1\]|.*\.localhost)$/;
/** As feed readers ask: without a browser's cookies or scripts. */
const READER = {
  'User-Agent': 'Tearsheet-Doctor/0.1 (as a feed reader)',
  Accept: 'application/rss+xml, application/atom+xml;q=0.9, */*;q=0.8',
};

/** Looks at the service as the world does. `clock`: an address whose clock is to be compared, besides. */
export async function examineReach(
  { publicUrl }: Config,
  dataFolder: string,
  clock: string | undefined,
  notes: Notes,
): Promise<void> {
  const { hostname, protocol } = new URL(publicUrl);
  const isHere = LOOPBACK.test(hostname);
  if (isHere)
    notes.warning(
      'address',
      `${publicUrl} is this machine: nobody outside reaches it. Set PUBLIC_URL to where the world does.`,
    );
  else if (protocol === 'http:')
    notes.warning(
      'address',
      `${publicUrl} is not https: Telegram and WebSub subscribers want it, browsers warn. Set PUBLIC_URL to https.`,
    );
  else notes.ok('address', publicUrl);

  const health = await ask(`${publicUrl}/healthz`);
  if (typeof health === 'string') {
    const words = `${publicUrl}/healthz does not answer (${health})`;
    if (isHere) notes.skipped('reach', `${words}; is the service running?`);
    else notes.fault('reach', `${words}: is the service running, and does the proxy in front lead to it?`);
  } else {
    await examineAnswers(publicUrl, dataFolder, health, notes);
  }
  const outside = isHere || typeof health === 'string' ? undefined : health;
  await examineClock(outside, clock, notes);
}

async function examineAnswers(
  publicUrl: string,
  dataFolder: string,
  health: Response,
  notes: Notes,
): Promise<void> {
  const words = await health.text();
  if (health.status === 503 && words.startsWith('fault')) {
    notes.fault(
      'reach',
      `the service answers that it is not well: ${words.trim().split('\n').slice(1).join('; ')}`,
    );
  } else if (!health.ok || !words.startsWith('ok')) {
    notes.fault(
      'reach',
      `${publicUrl}/healthz is answered by something else (${health.status}): let the proxy in front lead to the service.`,
    );
    return;
  } else notes.ok('reach', `${publicUrl}/healthz answers`);

  const address = `${publicUrl}/feeds/all.rss`;
  const feed = await ask(address, READER);
  if (typeof feed === 'string') return notes.fault('feeds', `${address} does not answer (${feed})`);
  const type = feed.headers.get('Content-Type') ?? '';
  if (feed.headers.has('cf-mitigated') || (!feed.ok && /html/.test(type))) {
    return notes.fault(
      'feeds',
      `${address} is answered with a challenge (${feed.status}): readers are no browsers. Let /feeds/, /previews/, /cards/ and /oembed pass without one.`,
    );
  }
  if (feed.status === 404) return notes.skipped('feeds', 'there is none before the first article');
  if (!feed.ok || !/rss|xml/.test(type)) {
    return notes.fault(
      'feeds',
      `${address} is answered with ${feed.status}, ${type || 'no type'}: something in front changes answers.`,
    );
  }
  notes.ok('feeds', `${address} is answered as feed readers need it`);
  await examineIdentity(address, dataFolder, feed, notes);
}

/** The tag of a feed begins with the digest that the database has of it. */
async function examineIdentity(
  address: string,
  dataFolder: string,
  feed: Response,
  notes: Notes,
): Promise<void> {
  for (let tries = 0; tries < TRIES; tries++) {
    const answer = tries === 0 ? feed : await ask(address, READER);
    const digest = digestOf(dataFolder);
    if (digest === undefined)
      return notes.skipped('same service', 'there is no database here to compare with');
    if (typeof answer !== 'string' && answer.headers.get('ETag')?.includes(`"${digest}-`)) {
      return notes.ok('same service', 'the feed out there is of the database here');
    }
  }
  notes.warning(
    'same service',
    `${address} is not of the database in ${dataFolder}: PUBLIC_URL leads to another service, or a cache in front keeps feeds for longer than they allow.`,
  );
}

function digestOf(dataFolder: string): string | undefined {
  const file = join(dataFolder, 'tearsheet.sqlite');
  if (!existsSync(file)) return undefined;
  const database = new DatabaseSync(file, { readOnly: true });
  try {
    const row = database.prepare("SELECT digest FROM topics WHERE topic = 'all'").get() as
      | { digest: string }
      | undefined;
    return row?.digest;
  } catch {
    return undefined;
  } finally {
    database.close();
  }
}

async function examineClock(
  outside: Response | undefined,
  named: string | undefined,
  notes: Notes,
): Promise<void> {
  const answer = named ? await ask(named) : outside;
  const date = typeof answer === 'object' ? Date.parse(answer.headers.get('Date') ?? '') : Number.NaN;
  if (Number.isNaN(date)) {
    const why = named ? `${named} tells no time` : 'no server outside was asked; --clock ADDRESS names one';
    return notes.skipped('clock', why);
  }
  const seconds = Math.round((Date.now() - date) / 1000);
  const off = `${Math.abs(seconds)} s ${seconds > 0 ? 'ahead of' : 'behind'} ${named ?? 'PUBLIC_URL'}`;
  if (Math.abs(seconds) > 300)
    notes.fault(
      'clock',
      `${off}: embargoes open at the wrong time, signatures are refused. Let the system keep time (NTP).`,
    );
  else if (Math.abs(seconds) > 10) notes.warning('clock', `${off}: let the system keep time (NTP).`);
  else notes.ok('clock', named ? `agrees with ${named}` : 'agrees with what is in front of PUBLIC_URL');
}

/** The answer, or why there is none. */
async function ask(address: string, headers: Record<string, string> = {}): Promise<Response | string> {
  try {
    return await fetch(address, { headers, redirect: 'manual', signal: AbortSignal.timeout(TIMEOUT_MS) });
  } catch (error) {
    const { cause, message } = error as Error & { cause?: { code?: string; message?: string } };
    return cause?.code ?? cause?.message ?? message;
  }
}
