import type { Ports } from '../domain/ports.ts';
import { Problem } from '../domain/problem.ts';
import type { Source } from './source.ts';
import { addSource, loadSource } from './source-records.ts';
import { readSourceRequest } from './source-request.ts';
import type { SourceSecrets } from './source-secrets.ts';

/**
 * Reads a source as it is to be added, in JSON, and stores it; what it returns has its key and secret in the clear. Throws
 * `Problem`: `invalid-json`, `invalid-source`, and `source-taken`, which says whether it is the id or the address.
 */
export async function addCheckedSource(
  ports: Ports,
  secrets: Pick<SourceSecrets, 'keep'>,
  body: string,
): Promise<Source> {
  const source = readSourceRequest(body, ports);
  if (await addSource(ports, await secrets.keep(source))) return source;
  const field = (await loadSource(ports, source.id)) ? 'id' : 'address';
  const detail = `There is a source ${source.id} already, or one of the kind ${source.kind} at this address: GET /sources lists them.`;
  throw new Problem('source-taken', detail, { errors: [{ field, detail: 'is taken' }] });
}

/** Tells the queue that a source has something to do. What is stored is not lost with a message: the sweep finds it. */
export async function tellOfSource({ queue, log }: Ports, source: string): Promise<void> {
  try {
    await queue.send({ source });
  } catch (error) {
    log('warn', 'the queue could not be told of a source; the next sweep will', { source, error });
  }
}
