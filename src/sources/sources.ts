import type { EmbedFinder } from '../articles/embed-finder.ts';
import type { Config } from '../domain/config.ts';
import { toInstant } from '../domain/instant.ts';
import type { Ports, SourceMessage } from '../domain/ports.ts';
import { originOf } from './origins/origins.ts';
import { tellOfSource } from './source-adding.ts';
import { dueSources } from './source-records.ts';
import { runSource } from './source-run.ts';
import { createSourceSecrets } from './source-secrets.ts';

/** What sources do in the background. All of it bears being done twice, and at once in several places. */
export interface Sources {
  handle(message: SourceMessage): Promise<void>;
  /** Asks a source at once what it lists, for somebody who waits; what is to be taken of it is left to the queue. */
  look(id: string): Promise<void>;
  /** Puts the sources that are due into the queue, a few of them, and forgets what need not be remembered any more. */
  sweep(): Promise<void>;
}

/** They may come to one worker in one batch, which may ask the database a thousand times in all; an article asks a dozen times. */
const SOURCES_A_SWEEP = 5;
const ITEMS_AT_ONCE = 10;

/** The sources over their tables. */
export function createSources(
  ports: Ports,
  { tagAuthority, secretsKey }: Pick<Config, 'tagAuthority' | 'secretsKey'>,
  finder: EmbedFinder,
): Sources {
  const { database, queue, clock } = ports;
  const context = {
    ports,
    tagAuthority,
    finder,
    secrets: createSourceSecrets(ports, secretsKey),
    originOf: (source: Parameters<typeof originOf>[1]) => originOf(ports, source),
    itemsAtOnce: ITEMS_AT_ONCE,
  };
  return {
    async handle(message) {
      if (await runSource(context, message.source)) await queue.send(message);
    },
    async look(id) {
      // Whoever waits has added it: that is done, whatever comes of the look.
      const more = await runSource({ ...context, itemsAtOnce: 0 }, id).catch((error: unknown) => {
        ports.log('error', 'a source could not be looked at; the queue does it again', { source: id, error });
        return true;
      });
      if (more) await tellOfSource(ports, id);
    },
    async sweep() {
      const now = toInstant(clock.now());
      await database.prepare('DELETE FROM source_receipts WHERE forget_at <= ?').bind(now).run();
      for (const source of await dueSources(ports, SOURCES_A_SWEEP)) await queue.send({ source });
    },
  };
}
