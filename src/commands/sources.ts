import { setTimeout as wait } from 'node:timers/promises';
import { EXIT, readArguments } from './command-line.ts';
import { askService } from './service-call.ts';

export const SOURCES_USAGE = `tearsheet sources add | list | run | log | remove [--service ADDRESS] [--json]
      Where articles come from by themselves: feeds, sitemaps, WordPress, Ghost, webhooks.
      The publisher token is read from TEARSHEET_TOKEN.

  tearsheet sources add feed | sitemap | wordpress | ghost | webhook ADDRESS
      [--id NAME] [--every MINUTES] [--host NAME …] [--text auto|feed|page] [--since DATE]
      [--key CONTENT-API-KEY] [--secret TEXT | --webhook]
  tearsheet sources list
  tearsheet sources run ID [--withdraw-all]
      Polls it now and prints what is taken, what is passed over, and why. --withdraw-all
      lets it withdraw any number of articles for a day.
  tearsheet sources log ID [--runs NUMBER]
  tearsheet sources remove ID
      Its articles stay.`;

interface Line {
  at: string;
  outcome: string;
  item?: string;
  article?: string;
  words: string;
}
interface Run {
  number: number;
  startedAt: string;
  endedAt?: string;
  polls: number;
  fault?: string;
  total: number;
  lines: Line[];
}
interface Source {
  id: string;
  kind: string;
  address: string;
  state: string;
  failingSince?: string;
  nextAt?: string;
  secret?: string;
  webhook?: string;
  running?: boolean;
  runs?: Run[];
}

type Ask = <Answer>(method: string, path: string, body?: unknown) => Promise<Answer>;

interface Desk {
  ask: Ask;
  print(line: string): void;
  /** Instead of words: the answer of the service. */
  json: boolean;
}

const POLL_MS = 500;
const OPTIONS = {
  id: { type: 'string' },
  every: { type: 'string' },
  host: { type: 'string', multiple: true },
  text: { type: 'string' },
  since: { type: 'string' },
  key: { type: 'string' },
  secret: { type: 'string' },
  webhook: { type: 'boolean' },
  'withdraw-all': { type: 'boolean' },
  runs: { type: 'string', default: '10' },
  service: { type: 'string', default: 'http://localhost:8080' },
  json: { type: 'boolean', default: false },
} as const;

/**
 * Carries out `tearsheet sources …` at a running service; `args` are what follows `sources`. Returns the exit code: a run
 * in which something failed is no success. Throws an `Error` a person can act on.
 */
export async function sourcesByCommand(
  args: string[],
  token: string | undefined,
  print: (line: string) => void,
): Promise<number> {
  const { values, positionals } = readArguments('sources', args, OPTIONS);
  const [command, first, second] = positionals;
  const desk: Desk = { ask: askService(values.service, token), print, json: values.json };
  if (command === 'run' && first) return run(desk, first, values['withdraw-all'] === true);
  if (command === 'add' && first && second) await add(desk, first, second, values);
  else if (command === 'list' && !first) await list(desk);
  else if (command === 'log' && first) await show(desk, first, values.runs);
  else if (command === 'remove' && first) await remove(desk, first);
  else throw new Error(SOURCES_USAGE);
  return EXIT.done;
}

async function add(
  { ask, print, json }: Desk,
  kind: string,
  address: string,
  options: { every?: string; host?: string[]; [name: string]: unknown },
): Promise<void> {
  const { id, every, host, text, since, key, secret, webhook } = options;
  if (every !== undefined && !/^\d{1,6}$/.test(every))
    throw new Error(`--every is a number of minutes, such as 15, and not ${every}.`);
  const source = await ask<Source>('POST', '/sources', {
    id,
    kind,
    address,
    text,
    since,
    key,
    secret,
    webhook,
    ...(every !== undefined && { every: Number(every) }),
    ...(host && { hosts: host }),
  });
  if (json) return print(JSON.stringify(source));
  print(`Added ${source.id}: ${source.kind} at ${source.address}`);
  if (source.webhook) print(`  takes webhooks at ${source.webhook}`);
  if (source.secret) print(`  secret, shown this once: ${source.secret}`);
  if (source.nextAt) print(`  is being asked; see: tearsheet sources log ${source.id}`);
}

async function list({ ask, print, json }: Desk): Promise<void> {
  const answer = await ask<{ sources: Source[] }>('GET', '/sources');
  if (json) return print(JSON.stringify(answer));
  if (answer.sources.length === 0) print('There is no source yet.');
  for (const { id, kind, address, state, failingSince, nextAt } of answer.sources) {
    const since = failingSince ? ` since ${failingSince}` : '';
    print(`${id}  ${kind}  ${address}  ${state}${since}${nextAt ? `, next at ${nextAt}` : ''}`);
  }
}

async function run({ ask, print, json }: Desk, id: string, lift: boolean): Promise<number> {
  const { runs: before = [] } = await ask<Source>('GET', `${path(id)}?runs=1`);
  const last = before[0]?.number ?? 0;
  await ask('POST', `${path(id)}/run`, lift ? { withdraw: 'all' } : {});
  const counts = new Map<string, number>();
  const printed = new Map<number, number>();
  for (;;) {
    const source = await ask<Source>('GET', `${path(id)}?runs=3`);
    const runs = (source.runs ?? []).filter(({ number }) => number >= Math.max(last, 1)).reverse();
    for (const { number, lines } of runs) {
      // What stood there before the command is not its news.
      const from = printed.get(number) ?? (number === last ? (before[0]?.lines.length ?? 0) : 0);
      printed.set(number, Math.max(from, lines.length));
      for (const line of lines.slice(from)) {
        counts.set(line.outcome, (counts.get(line.outcome) ?? 0) + 1);
        if (!json) print(inWords(line));
      }
    }
    if (!source.running) {
      const sum = [...counts].map(([outcome, count]) => `${count} ${outcome}`).join(', ');
      print(json ? JSON.stringify(source) : `${id}: ${sum || 'nothing new'}; next at ${source.nextAt}`);
      return counts.has('failed') ? EXIT.refused : EXIT.done;
    }
    await wait(POLL_MS);
  }
}

async function show({ ask, print, json }: Desk, id: string, count: string): Promise<void> {
  const source = await ask<Source>('GET', `${path(id)}?runs=${encodeURIComponent(count)}`);
  if (json) return print(JSON.stringify(source));
  for (const { startedAt, endedAt, polls, total, lines } of (source.runs ?? []).toReversed()) {
    const times = polls === 1 ? 'asked once' : `asked ${polls} times`;
    print(`${startedAt} to ${endedAt ?? 'now'}, ${times}${total === 0 ? ', nothing new' : ''}`);
    for (const line of lines) print(`  ${inWords(line)}`);
    if (total > lines.length) print(`  and ${total - lines.length} more`);
  }
}

async function remove({ ask, print, json }: Desk, id: string): Promise<void> {
  await ask('DELETE', path(id));
  print(json ? JSON.stringify({ removed: id }) : `Removed ${id}; its articles stay.`);
}

function inWords({ at, outcome, item, words }: Line): string {
  return `${at}  ${outcome.padEnd(9)}  ${item ? `${item}  ` : ''}${words}`;
}

function path(id: string): string {
  return `/sources/${encodeURIComponent(id)}`;
}
