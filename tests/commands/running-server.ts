import { type ChildProcess, spawn } from 'node:child_process';
import { createServer } from 'node:net';
import { fileURLToPath } from 'node:url';

const ROOT = fileURLToPath(new URL('../..', import.meta.url));

export interface RunningServer {
  address: string;
  /** What it has printed so far. */
  output(): string;
  /** Milliseconds from the start of the process to its first answer. */
  startMs: number;
  process: ChildProcess;
  stop(): Promise<number | null>;
}

/** A port that was free a moment ago. */
async function freePort(): Promise<number> {
  const probe = createServer();
  await new Promise<void>((resolve) => probe.listen(0, '127.0.0.1', resolve));
  const { port } = probe.address() as { port: number };
  await new Promise((resolve) => probe.close(resolve));
  return port;
}

/** Starts the service as `npm start` does, over `folder`, and waits for its greeting. */
export async function startServer(
  folder: string,
  settings: Record<string, string> = {},
): Promise<RunningServer> {
  const port = String(await freePort());
  const started = performance.now();
  const child = spawn(process.execPath, ['src/server.ts'], {
    cwd: ROOT,
    env: { PATH: process.env.PATH, DATA_DIR: folder, PORT: port, ...settings },
  });
  let output = '';
  const exited = new Promise<number | null>((resolve) => child.on('exit', resolve));
  await new Promise<void>((resolve, reject) => {
    const listen = (chunk: Buffer) => {
      output += chunk;
      if (output.includes('Stop with Ctrl-C')) resolve();
    };
    child.stdout.on('data', listen);
    child.stderr.on('data', listen);
    exited.then((code) => reject(new Error(`the server ended with ${code}: ${output}`)));
  });
  return {
    address: `http://127.0.0.1:${port}`,
    output: () => output,
    startMs: performance.now() - started,
    process: child,
    stop() {
      child.kill('SIGTERM');
      return exited;
    },
  };
}
