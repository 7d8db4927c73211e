import { type ChildProcess, fork, spawn } from 'node:child_process';
import { once } from 'node:events';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { benchSettings } from '../publication.ts';
import type { Servers } from './servers.ts';

const EMPTY = fileURLToPath(new URL('./empty-server.ts', import.meta.url));
const SERVER = fileURLToPath(new URL('../../src/server.ts', import.meta.url));

/** The server as an operator starts it, and an empty one. */
export async function startNodeServers(folder: string): Promise<Servers> {
  const children: ChildProcess[] = [];
  process.once('exit', () => children.map((child) => child.kill('SIGKILL')));
  const stop = async () => {
    await Promise.all(children.map((child) => child.kill('SIGKILL') && once(child, 'exit')));
  };
  try {
    const emptyChild = fork(EMPTY, [join(folder, 'tearsheet.sqlite')]);
    children.push(emptyChild);
    const [{ port }] = (await once(emptyChild, 'message')) as [{ port: number }];
    const ourPort = await freePort();
    const settings = await benchSettings({ DATA_DIR: folder, PORT: String(ourPort) });
    const ourChild = spawn(process.execPath, [SERVER], {
      env: { ...process.env, ...settings },
      stdio: ['ignore', 'ignore', 'inherit'],
    });
    children.push(ourChild);
    await untilHealthy(ourPort, ourChild);
    return {
      empty: { pid: emptyChild.pid ?? 0, port },
      ours: { pid: ourChild.pid ?? 0, port: ourPort },
      stop,
    };
  } catch (error) {
    await stop();
    throw error;
  }
}

/** The server tells nobody which port it was given, so it is given one that was free a moment ago. */
async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  server.close();
  await once(server, 'close');
  return typeof address === 'object' && address ? address.port : 0;
}

async function untilHealthy(port: number, child: ChildProcess): Promise<void> {
  for (let tries = 0; tries < 100 && child.exitCode === null; tries++) {
    const response = await fetch(`http://127.0.0.1:${port}/healthz`).catch(() => undefined);
    if (response?.ok) return;
    await pause(100);
  }
  throw new Error('the server does not come up');
}
