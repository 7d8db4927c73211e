import { createSecretKeeping } from '../domain/kept-secret.ts';
import type { Ports } from '../domain/ports.ts';
import type { Source } from './source.ts';
import { storeSecrets } from './source-records.ts';

/** The key and the secret of sources, between how they are stored and how they are used. */
export interface SourceSecrets {
  /** The source as it is stored. */
  keep(source: Source): Promise<Source>;
  /**
   * The source as it is used. What lies in the clear though there is a key is sealed in its row. What cannot be opened
   * is left out, and the log says so.
   */
  open(source: Source): Promise<Source>;
}

const NAMES = ['key', 'secret'] as const;

/** Keeps the secrets of sources with this key; without one, as they are. */
export function createSourceSecrets(
  ports: Pick<Ports, 'database' | 'random' | 'log'>,
  secretsKey: string | undefined,
): SourceSecrets {
  const keeping = createSecretKeeping(secretsKey, ports.random);

  async function keep(source: Source): Promise<Source> {
    const kept = { ...source };
    for (const name of NAMES) {
      const text = source[name];
      if (text !== undefined) kept[name] = await keeping.keep(text, purposeOf(source, name));
    }
    return kept;
  }

  return {
    keep,
    async open(source) {
      const opened = { ...source };
      for (const name of NAMES) {
        delete opened[name];
        const kept = source[name];
        if (kept === undefined) continue;
        const text = await keeping.read(kept, purposeOf(source, name));
        if (text !== undefined) opened[name] = text;
        else
          ports.log('error', `the ${name} of a source cannot be opened with SECRETS_KEY`, {
            source: source.id,
          });
      }
      const isToBeSealed = NAMES.some(
        (name) => source[name] !== undefined && keeping.isToBeSealed(source[name]),
      );
      if (isToBeSealed) await storeSecrets(ports, await keep(opened));
      return opened;
    },
  };
}

function purposeOf({ id }: Source, name: (typeof NAMES)[number]): string {
  return `source ${id} ${name}`;
}
