import { type ChildProcess, spawn } from 'node:child_process';
import { createServer } from 'node:net';
import { fileURLToPath } from 'node:url';
import { sha256 } from '../../src/domain/digest.ts';
import { exchange, TOKEN } from './client.ts';

export const ROOT = fileURLToPath(new URL('../..', import.meta.url));
export const PUBLIC_URL = 'https://news.example';

/** What both runtimes are told. */
export const SETTINGS: Record<string, string> = {
  PUBLIC_URL,
  PUBLICATION_NAME: 'The Example Times',
  TAG_AUTHORITY: 'example.org,2026',
  TOKEN_SHA256: await sha256(TOKEN),
  SECRETS_KEY: '5e'.repeat(32),
  HUB_CALLBACKS: 'loopback',
};

/** A service in a process of its own, with all that it started. */
export interface MortalService {
  origin: string;
  /** Whether it came up before it died. */
  ready: Promise<boolean>;
  /** Does what the minute's trigger does, where the service has none of its own. */
  sweep(): Promise<void>;
  /** kill -9, of all of its processes. */
  kill(): Promise<void>;
}

/** How a runtime is started over what it kept: its clock is `ahead` seconds before ours. */
export type Start = (ahead: number) => Promise<MortalService>;

/** A port that was free a moment ago. */
export async function freePort(): Promise<number> {
  const probe = createServer();
  await new Promise<void>((resolve) => probe.listen(0, '127.0.0.1', resolve));
  const { port } = probe.address() as { port: number };
  await new Promise((resolve) => probe.close(resolve));
  return port;
}

/** A child as the leader of a process group, which dies with all of its own. */
export function spawnGroup(args: string[], env: Record<string, string>) {
  const child = spawn(process.execPath, args, {
    cwd: ROOT,
    env: { PATH: process.env.PATH, HOME: process.env.HOME, ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
    detached: true,
  });
  const output: string[] = [];
  child.stdout.on('data', (chunk: Buffer) => output.push(String(chunk)));
  child.stderr.on('data', (chunk: Buffer) => output.push(String(chunk)));
  const closed = new Promise<void>((resolve) => child.on('close', () => resolve()));
  return {
    output: () => output.join(''),
    closed,
    async kill() {
      killGroup(child);
      await closed;
    },
  };
}

function killGroup({ pid }: ChildProcess): void {
  try {
    if (pid) process.kill(-pid, 'SIGKILL');
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ESRCH') throw error;
  }
}

/** The real server over a data folder. */
export function nodeService(folder: string): Start {
  return async (ahead) => {
    const port = await freePort();
    const args = ['--import', './tests/faults/clock-ahead.ts', 'src/server.ts'];
    const group = spawnGroup(args, {
      ...SETTINGS,
      DATA_DIR: folder,
      PORT: String(port),
      CLOCK_AHEAD_SECONDS: String(ahead),
      NODE_COMPILE_CACHE: `${folder}-compiled`,
    });
    const origin = `http://127.0.0.1:${port}`;
    return { origin, ready: waitFor(origin, group), sweep: async () => undefined, kill: group.kill };
  };
}

/** Asks until the service answers; `false` where it died before. */
export async function waitFor(
  origin: string,
  group: { closed: Promise<void>; output(): string },
  startSeconds = 60,
): Promise<boolean> {
  let isOver = false;
  void group.closed.then(() => {
    isOver = true;
  });
  const until = performance.now() + startSeconds * 1000;
  while (!isOver) {
    const { body } = await exchange(`${origin}/healthz`);
    if (body.startsWith('ok')) return true;
    if (performance.now() > until) throw new Error(`the service does not come up:\n${group.output()}`);
    await pause(20);
  }
  return false;
}

export function pause(milliseconds: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, milliseconds));
}
