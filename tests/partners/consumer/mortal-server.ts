import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';

const SCRIPT = fileURLToPath(new URL('./served-folder.ts', import.meta.url));

/** A server over a folder that can be killed at any moment and comes up again, on another port. */
export class MortalServer {
  private readonly folder: string;
  private readonly cache: string;
  private child: ChildProcess | undefined;
  private origin: Promise<string>;
  /** How often it was killed. */
  deaths = 0;

  constructor(folder: string, cache: string) {
    this.folder = folder;
    this.cache = cache;
    this.origin = this.start();
  }

  /** Asks the server that is up, or the next one. Rejects where that dies before it has answered. */
  async fetch(path: string, init: RequestInit): Promise<{ status: number; text: string }> {
    const answer = await fetch((await this.origin) + path, init);
    return { status: answer.status, text: await answer.text() };
  }

  /** Kills it by SIGKILL and starts the next. */
  async kill(): Promise<void> {
    await this.origin;
    const child = this.child;
    this.deaths++;
    child?.kill('SIGKILL');
    this.origin = this.start();
    await this.origin;
  }

  async stop(): Promise<void> {
    await this.origin;
    const child = this.child;
    if (!child) return;
    const closed = once(child, 'close');
    child.kill('SIGKILL');
    await closed;
  }

  private async start(): Promise<string> {
    const child = fork(SCRIPT, [this.folder], {
      execArgv: [],
      env: { ...process.env, NODE_COMPILE_CACHE: this.cache },
    });
    this.child = child;
    const [{ port }] = (await once(child, 'message')) as [{ port: number }];
    return `http://127.0.0.1:${port}`;
  }
}
