import { serve as listen } from '@hono/node-server';
import { openNodePorts } from '../../../src/adapters/node/node-ports.ts';
import { serve } from '../partner-house.ts';

// Run as a process of its own: node served-folder.ts FOLDER. Serves what is stored there, says where, and is killed.

const ports = { ...(await openNodePorts(process.argv[2] ?? '')), log: () => undefined };
listen({ fetch: serve(ports).app.fetch, port: 0, hostname: '127.0.0.1' }, ({ port }) => {
  process.send?.({ port });
});
process.on('disconnect', () => process.exit());
