import { parseEnv } from 'node:util';
import { readConfig, SETTING_NAMES } from '../../src/config.ts';

export interface DeploymentSettings {
  /** Those that everyone with the account may read. */
  vars: Record<string, string>;
  /** Those that are kept as secrets. */
  secrets: Record<string, string>;
  publicUrl: URL;
  /** The hosts of the site that the worker stands in front of. */
  frontHosts: string[];
}

const SECRET = /_(?:SHA256|KEY|TOKEN|SECRET|PASSWORD)$/;
const STAND_INS = /\bexample\b|^http:/;

/**
 * Reads the settings of a deployment: lines of `NAME=value`, as docs/settings.md lists them. Throws an `Error` that
 * says what to change where one cannot be used.
 */
export function readDeploymentSettings(text: string): DeploymentSettings {
  const all = parseEnv(text) as Record<string, string>;
  for (const [name, value] of Object.entries(all)) {
    if (!SETTING_NAMES.includes(name))
      throw new Error(`${name} is no setting of a deployment: see docs/settings.md`);
    if (value === '')
      throw new Error(`${name} has no value. Put what begins with # in quotes, or leave the line out.`);
  }
  const config = readConfig(all);
  for (const value of [all.PUBLIC_URL ?? '', all.TAG_AUTHORITY ?? ''])
    if (STAND_INS.test(value)) throw new Error(`${value} is an example: state your own host, with https.`);
  const parts = Object.groupBy(Object.entries(all), ([name]) => (SECRET.test(name) ? 'secrets' : 'vars'));
  return {
    vars: Object.fromEntries(parts.vars ?? []),
    secrets: Object.fromEntries(parts.secrets ?? []),
    publicUrl: new URL(config.publicUrl),
    frontHosts: config.front?.hosts ?? [],
  };
}
