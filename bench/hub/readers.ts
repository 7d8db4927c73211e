import { createServer } from 'node:http';

// The child that subscribes to a feed a thousand times: answers every challenge, counts what is delivered, and tells
// its parent when every subscriber has been given the change.

const subscribers = Number(process.argv[2]);
let deliveries = 0;
const server = createServer((request, response) => {
  let bytes = 0;
  request.on('data', (chunk: Uint8Array) => {
    bytes += chunk.byteLength;
  });
  request.on('end', () => {
    const { searchParams } = new URL(request.url ?? '/', 'http://localhost');
    if (request.method === 'GET') return response.end(searchParams.get('hub.challenge') ?? '');
    response.end();
    deliveries++;
    if (deliveries % subscribers === 0) process.send?.({ bytes });
  });
});
server.listen(0, '127.0.0.1', () => {
  const address = server.address();
  process.send?.({ port: typeof address === 'object' ? address?.port : undefined });
});
process.on('disconnect', () => process.exit());
