import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';

/** A server that runs as a process of its own, so that it can be killed as machines kill. */
export interface ServerProcess {
  port: number;
  /** Lets it believe that it is later. */
  advance(ms: number): Promise<void>;
  /** SIGKILL: nothing is written down, no connection is ended properly. Returns when it is gone. */
  kill(): Promise<void>;
}

/** Starts one of the programs in servers/. Rejects where it ends before it listens, with what it said. */
export async function startServer(program: string, options: unknown = {}): Promise<ServerProcess> {
  const file = fileURLToPath(new URL(`servers/${program}.ts`, import.meta.url));
  const child = fork(file, [JSON.stringify(options)], {
    execArgv: ['--no-warnings'],
    env: { PATH: process.env.PATH, LOG_ENABLED: 'false' },
    stdio: ['ignore', 'ignore', 'pipe', 'ipc'],
  });
  const said: Buffer[] = [];
  child.stderr?.on('data', (bytes: Buffer) => said.push(bytes));
  const ended = once(child, 'exit');
  const first = await Promise.race([messageOf(child), ended.then(() => undefined)]);
  if (!first) throw new Error(`${program} did not start:\n${Buffer.concat(said)}`);
  return {
    port: first.port,
    async advance(advanceMs) {
      child.send({ advanceMs });
      await messageOf(child);
    },
    async kill() {
      child.kill('SIGKILL');
      await ended;
    },
  };
}

async function messageOf(child: ChildProcess): Promise<{ port: number }> {
  const [message] = (await once(child, 'message')) as [{ port: number }];
  return message;
}
