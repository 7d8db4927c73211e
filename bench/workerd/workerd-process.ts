import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join, relative } from 'node:path';
import type { Readable } from 'node:stream';
import { setTimeout as pause } from 'node:timers/promises';
import type { BuiltWorker } from './worker-build.ts';

/** As in wrangler.toml. */
const COMPATIBILITY = 'compatibilityDate = "2026-08-01", compatibilityFlags = ["nodejs_compat"]';
const START_MS = 20_000;

export interface WorkerdProcess {
  pid: number;
  /** Of the socket of each name. */
  ports: Record<string, number>;
  /** What it wrote to its error output so far. */
  complaints(): string;
  stop(): Promise<void>;
}

const running = new Set<ChildProcess>();
process.once('exit', () => {
  for (const child of running) child.kill('SIGKILL');
});
for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => process.exit(130));

/** What workerd is to serve; files are named relative to the folder that it is started in. */
export interface WorkerdSetup {
  /** The entries of `services` in its configuration. */
  services: string[];
  /** The service behind each socket. */
  sockets: Record<string, string>;
}

/** A service of a built worker; `more` are further fields of the worker. */
export function workerService(
  name: string,
  worker: BuiltWorker,
  folder: string,
  more: string[] = [],
): string {
  const kinds: Record<string, string> = {
    js: 'esModule',
    wasm: 'wasm',
    ttf: 'data',
    jpg: 'data',
    md: 'text',
  };
  const modules = [worker.main, ...worker.modules.filter((module) => module !== worker.main)].map(
    (module) => {
      const file = relative(folder, join(worker.folder, module));
      return `(name = "${module}", ${kinds[module.split('.').at(-1) ?? '']} = embed "${file}")`;
    },
  );
  const fields = [`modules = [${modules.join(', ')}]`, COMPATIBILITY, ...more];
  return `(name = "${name}", worker = (${fields.join(', ')}))`;
}

/**
 * Starts workerd and waits until it answers on all sockets. Whatever becomes of this process, workerd ends with it.
 * Throws what workerd complained of where it does not come up.
 */
export async function startWorkerd(
  { services, sockets }: WorkerdSetup,
  folder: string,
): Promise<WorkerdProcess> {
  const entries = Object.entries(sockets).map(
    ([name, service]) => `(name = "${name}", address = "127.0.0.1:0", http = (), service = "${service}")`,
  );
  const file = join(folder, 'config.capnp');
  writeFileSync(
    file,
    `using Workerd = import "/workerd/workerd.capnp";\nconst config :Workerd.Config = (services = [${services.join(', ')}], sockets = [${entries.join(', ')}]);\n`,
  );
  const binary = createRequire(import.meta.url)('workerd').default as string;
  const child = spawn(binary, ['serve', '--experimental', '--control-fd=3', file], {
    cwd: folder,
    stdio: ['ignore', 'ignore', 'pipe', 'pipe'],
  });
  running.add(child);
  const ended = once(child, 'exit').finally(() => running.delete(child));
  let complaints = '';
  child.stderr?.setEncoding('utf8').on('data', (text: string) => {
    complaints = (complaints + text).slice(-4000);
  });
  const ports = await Promise.race([
    readPorts(child.stdio[3] as Readable, entries.length),
    ended.then(() => undefined),
    pause(START_MS, undefined, { ref: false }),
  ]);
  const stop = async () => {
    child.kill('SIGKILL');
    await ended;
  };
  if (!ports || child.pid === undefined || Object.keys(ports).length < entries.length) {
    await stop();
    throw new Error(`workerd does not start: ${complaints.trim() || 'no word of it'}`);
  }
  return { pid: child.pid, ports, complaints: () => complaints.trim(), stop };
}

/** workerd says on its control pipe where it listens, a JSON object a line. */
async function readPorts(pipe: Readable, count: number): Promise<Record<string, number>> {
  const ports: Record<string, number> = {};
  let text = '';
  for await (const chunk of pipe) {
    text += String(chunk);
    const lines = text.split('\n');
    text = lines.pop() ?? '';
    for (const line of lines) {
      const said = JSON.parse(line) as { event: string; socket: string; port: number };
      if (said.event === 'listen') ports[said.socket] = said.port;
    }
    if (Object.keys(ports).length === count) return ports;
  }
  return ports;
}
