import { toInstant } from '../../domain/instant.ts';
import type { Ports } from '../../domain/ports.ts';
import { askForItem } from '../item-records.ts';
import type { Source } from '../source.ts';
import { after } from '../source-records.ts';
import type { Asked } from './webhook-payload.ts';
import type { Signed } from './webhook-signature.ts';

/**
 * Writes down what a webhook asks for, in one transaction with its name. `false`, with nothing written, where it was
 * received before.
 */
export async function receiveWebhook(
  ports: Ports,
  source: Source,
  asked: Asked,
  signed: Signed | undefined,
): Promise<boolean> {
  const { database, clock } = ports;
  const now = clock.now();
  const work =
    'poll' in asked
      ? [database.prepare('UPDATE sources SET next_at = ? WHERE id = ?').bind(toInstant(now), source.id)]
      : await Promise.all(asked.items.map((item) => askForItem(ports, source, item, true)));
  const receipt =
    signed &&
    database
      .prepare('INSERT INTO source_receipts (source_id, message_id, forget_at) VALUES (?, ?, ?)')
      .bind(source.id, signed.messageId, after(now, signed.rememberSeconds));
  try {
    await database.batch(receipt ? [receipt, ...work] : work);
    return true;
  } catch (error) {
    if (String((error as Error).message).includes('UNIQUE constraint failed')) return false;
    throw error;
  }
}
