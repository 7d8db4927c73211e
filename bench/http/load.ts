import { connect, type Socket } from 'node:net';

/** A request as it is written on the wire, and the status that the answers must have. */
export interface Shot {
  port: number;
  request: string;
  status: number;
}

/** A GET on a connection that stays open. */
export function getRequest(path: string, headers: Record<string, string> = {}): string {
  const lines = Object.entries({ Host: 'localhost', ...headers }).map(
    ([name, value]) => `${name}: ${value}\r\n`,
  );
  return `GET ${path} HTTP/1.1\r\n${lines.join('')}\r\n`;
}

/**
 * Asks over so many connections for so long, each asking again as soon as it is answered. Plain sockets, since a
 * client that parses more would cost more than what it measures. Resolves with the number of answers.
 * Throws at an answer of another status, or a connection that breaks.
 */
export async function shoot(shot: Shot, connections: number, durationMs: number): Promise<number> {
  const end = performance.now() + durationMs;
  const counts = await Promise.all(Array.from({ length: connections }, () => keepAsking(shot, end)));
  return counts.reduce((sum, count) => sum + count, 0);
}

function keepAsking({ port, request, status }: Shot, end: number): Promise<number> {
  return new Promise((resolve, reject) => {
    let count = 0;
    let received = '';
    const socket: Socket = connect({ port, host: '127.0.0.1', noDelay: true }, () => socket.write(request));
    socket.setEncoding('latin1');
    socket.on('error', reject);
    socket.on('data', (text: string) => {
      received += text;
      const length = answerLength(received);
      if (length === undefined || received.length < length) return;
      if (!received.startsWith(`HTTP/1.1 ${status}`)) {
        socket.destroy();
        reject(new Error(`answered ${received.slice(0, 60).split('\r\n')[0]}, not ${status}`));
        return;
      }
      received = '';
      count++;
      if (performance.now() < end) socket.write(request);
      else socket.end(() => resolve(count));
    });
  });
}

/** Of an answer whose head is there; `undefined` until it is. An answer without a length has no body here. */
function answerLength(received: string): number | undefined {
  const head = received.indexOf('\r\n\r\n');
  if (head < 0) return undefined;
  const length = /\r\ncontent-length: (\d+)/i.exec(received.slice(0, head))?.[1];
  const hasBody = !received.startsWith('HTTP/1.1 304');
  return head + 4 + (hasBody ? Number(length ?? 0) : 0);
}
