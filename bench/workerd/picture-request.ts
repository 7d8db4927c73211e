import { type Agent, get } from 'node:http';
import type { WorkerdProcess } from './workerd-process.ts';

/** Asks a worker for a picture. Throws what workerd complained of where none comes. */
export async function fetchPicture(
  agent: Agent,
  { ports, complaints }: WorkerdProcess,
  round: number,
): Promise<{ wallMs: number; bytes: number }> {
  const start = performance.now();
  const { status, bytes } = await new Promise<{ status: number; bytes: number }>((resolve, reject) => {
    get({ host: '127.0.0.1', port: ports.main, path: `/${round}`, agent }, (response) => {
      let bytes = 0;
      response.on('data', (chunk: Uint8Array) => {
        bytes += chunk.byteLength;
      });
      response.on('end', () => resolve({ status: response.statusCode ?? 0, bytes }));
      response.on('error', reject);
    }).on('error', reject);
  });
  if (status !== 200 || bytes < 5000)
    throw new Error(complaint(complaints()) || `status ${status}, ${bytes} bytes`);
  return { wallMs: performance.now() - start, bytes };
}

/** The line of the log that says what went wrong. */
function complaint(log: string): string {
  const line = log.split('\n').find((said) => /Error|Uncaught|exception/.test(said)) ?? '';
  return line.slice(line.search(/\w*Error:/)).trim();
}
