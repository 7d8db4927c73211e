import { createServer } from 'node:http';

// The child that subscribes to a feed many times over: answers every challenge, counts what is delivered, and tells its
// parent when as many have been given the change as it was told to expect.

let expected = 0;
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
    if (deliveries === expected) process.send?.({ bytes });
  });
});
server.listen(0, '127.0.0.1', () => {
  const address = server.address();
  process.send?.({ port: typeof address === 'object' ? address?.port : undefined });
});
process.on('message', (told: { expected: number }) => {
  expected = told.expected;
  deliveries = 0;
});
process.on('disconnect', () => process.exit());
