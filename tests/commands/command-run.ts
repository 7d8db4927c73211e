import { type ChildProcess, execFile } from 'node:child_process';
import { fileURLToPath } from 'node:url';

const ROOT = fileURLToPath(new URL('../..', import.meta.url));

export interface CommandRun {
  code: number;
  stdout: string;
  stderr: string;
}

/** Runs `tearsheet` with these arguments as a shell would; `input` is what comes on standard input. */
export function tearsheet(
  args: readonly string[],
  { env = {}, input, cwd = ROOT }: { env?: Record<string, string>; input?: string; cwd?: string } = {},
): Promise<CommandRun> {
  return new Promise((resolve) => {
    const child: ChildProcess = execFile(
      process.execPath,
      [`${ROOT}src/cli.ts`, ...args],
      { cwd, env: { PATH: process.env.PATH ?? '', ...env } },
      (error, stdout, stderr) => resolve({ code: error ? Number(error.code) : 0, stdout, stderr }),
    );
    child.stdin?.end(input ?? '');
  });
}
