import { spawn } from 'node:child_process';
import { writeSync } from 'node:fs';
import { type Mortal, mortalPorts } from '../mortal-ports.ts';

/** The ports of this process, which kills itself by SIGKILL before its `fatal`th call to one of them (0: never). */
export function killedBefore(fatal: string | undefined): Mortal {
  return mortalPorts(Number(fatal), () => process.kill(process.pid, 'SIGKILL'));
}

/**
 * The calls of a day before which a process is killed: with `CRASHES=all` each of them, else one in `stride`, the last
 * among them.
 */
export function fatalCalls(total: number, stride: number): number[] {
  const every = process.env.CRASHES === 'all' ? 1 : stride;
  return Array.from({ length: Math.ceil(total / every) }, (_, index) => total - index * every).reverse();
}

/** Tells who started this process that a request was answered. */
export function tellAnswer(step: number, status: number): void {
  writeSync(1, `${step} ${status}\n`);
}

/** Tells who started this process that it lived to its end. */
export function tellEnd({ calls }: Mortal): void {
  writeSync(1, `done ${calls()}\n`);
}

/** What a process told: how many requests were answered well, and, where it was not killed, its calls. */
export interface Told {
  answered: number;
  calls: number;
  killed: boolean;
}

/** Runs a script until its end or its death; what it compiles is kept in `cache` for the next. Rejects where it fails. */
export async function runKilled(cache: string, script: URL, ...args: string[]): Promise<Told> {
  const env = { ...process.env, NODE_COMPILE_CACHE: cache };
  const child = spawn(process.execPath, [script.pathname, ...args], { env });
  let output = '';
  let errors = '';
  child.stdout.on('data', (chunk: Buffer) => {
    output += chunk;
  });
  child.stderr.on('data', (chunk: Buffer) => {
    errors += chunk;
  });
  const signal = await new Promise((resolve) => child.on('close', (_code, how) => resolve(how)));
  if (signal !== 'SIGKILL' && !output.includes('done')) throw new Error(errors);
  const answered = output.split('\n').filter((line) => /^\d+ 20\d$/.test(line)).length;
  return { answered, calls: Number(/^done (\d+)$/m.exec(output)?.[1]), killed: signal === 'SIGKILL' };
}
