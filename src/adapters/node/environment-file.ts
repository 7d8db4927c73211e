import { fileURLToPath } from 'node:url';

/** Reads `.env` beside package.json into the environment, if there is one; what is set already stays. */
export function loadEnvironmentFile(): void {
  try {
    process.loadEnvFile(fileURLToPath(new URL('../../../.env', import.meta.url)));
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ENOENT') throw error;
  }
}
