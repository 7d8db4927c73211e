import { readConfig } from './config.ts';
import type { Config } from './domain/config.ts';

/** What the server on Node is told. */
export interface NodeSettings {
  config: Config;
  dataFolder: string;
  hostname: string;
  port: number;
}

/** The folder of the database and the pictures. */
export function dataFolderOf(env: Record<string, string | undefined>): string {
  return env.DATA_DIR || 'data';
}

/**
 * Reads the settings of a server on Node, with what stands where nothing is set. Throws an `Error` that names every setting
 * that cannot be used and what it should be.
 */
export function readNodeSettings(env: Record<string, string | undefined>): NodeSettings {
  const port = Number(env.PORT || 8080);
  if (!Number.isInteger(port) || port < 0 || port > 65_535)
    throw new Error(`PORT is not a port: ${env.PORT}`);
  const config = readConfig({
    PUBLIC_URL: `http://localhost:${port}`,
    PUBLICATION_NAME: 'The Example Times',
    PUBLICATION_DESCRIPTION: 'News from an example of a newspaper.',
    TAG_AUTHORITY: 'example.org,2026',
    ...env,
  });
  return { config, dataFolder: dataFolderOf(env), hostname: env.HOST || '127.0.0.1', port };
}
