import type { EmbedFinder } from '../articles/embed-finder.ts';
import { toInstant } from '../domain/instant.ts';
import type { Ports, SourceMessage } from '../domain/ports.ts';
import { originOf } from './origins.ts';
import { dueSources } from './source-records.ts';
import { runSource } from './source-run.ts';

/** What sources do in the background. All of it bears being done twice, and at once in several places. */
export interface Sources {
  handle(message: SourceMessage): Promise<void>;
  /** Puts the sources that are due into the queue, a few of them, and forgets what need not be remembered any more. */
  sweep(): Promise<void>;
}

const SOURCES_A_SWEEP = 10;
/** A worker may ask 50 servers in one run; a page takes up to three, with its robots.txt and a redirect. */
const ITEMS_AT_ONCE = 12;

/** The sources over their tables. */
export function createSources(ports: Ports, tagAuthority: string, finder: EmbedFinder): Sources {
  const { database, queue, clock } = ports;
  const context = {
    ports,
    tagAuthority,
    finder,
    originOf: (source: Parameters<typeof originOf>[1]) => originOf(ports, source),
    itemsAtOnce: ITEMS_AT_ONCE,
  };
  return {
    async handle(message) {
      if (await runSource(context, message.source)) await queue.send(message);
    },
    async sweep() {
      const now = toInstant(clock.now());
      await database.prepare('DELETE FROM source_receipts WHERE forget_at <= ?').bind(now).run();
      for (const source of await dueSources(ports, SOURCES_A_SWEEP)) await queue.send({ source });
    },
  };
}
