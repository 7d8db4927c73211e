import { spawn } from 'node:child_process';
import { fileURLToPath } from 'node:url';

const ROOT = fileURLToPath(new URL('..', import.meta.url));

/** Wrangler speaks to nobody: no update check, no metrics, no error reports, no lookup of the machine's place. */
const SILENCE = {
  CLOUDFLARE_CF_FETCH_ENABLED: 'false',
  CLOUDFLARE_LOAD_DEV_VARS_FROM_DOT_ENV: 'false',
  WRANGLER_HIDE_BANNER: 'true',
  WRANGLER_SEND_ERROR_REPORTS: 'false',
  WRANGLER_SEND_METRICS: 'false',
};

// Wrangler exports its API only; its command is beside its package.json.
const SCRIPT = fileURLToPath(new URL('bin/wrangler.js', import.meta.resolve('wrangler/package.json')));

/** Runs wrangler from the project's folder, sharing the terminal. Resolves with its exit code. */
export function runWrangler(args: string[]): Promise<number> {
  const child = spawn(process.execPath, [SCRIPT, ...args], {
    cwd: ROOT,
    env: { ...process.env, ...SILENCE },
    stdio: 'inherit',
  });
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.on(signal, () => child.kill(signal));
  return new Promise((resolve) => child.on('exit', (code) => resolve(code ?? 1)));
}

/** Runs wrangler in silence. Resolves with its exit code and what it wrote to standard output. */
export function askWrangler(args: string[]): Promise<{ code: number; stdout: string }> {
  const child = spawn(process.execPath, [SCRIPT, ...args], {
    cwd: ROOT,
    env: { ...process.env, ...SILENCE },
    stdio: ['ignore', 'pipe', 'ignore'],
  });
  let stdout = '';
  child.stdout.on('data', (chunk) => {
    stdout += chunk;
  });
  return new Promise((resolve) => child.on('close', (code) => resolve({ code: code ?? 1, stdout })));
}
