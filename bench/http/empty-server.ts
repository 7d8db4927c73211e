import { serve } from '@hono/node-server';
import { openSqlite } from '../../src/adapters/node/sqlite-database.ts';
import { createEmptyApp } from './empty-app.ts';

// The child that the service is compared with: argument 1 is the database it reads a row of.

const database = openSqlite(process.argv[2] ?? ':memory:');
serve({ fetch: createEmptyApp(() => database).fetch, hostname: '127.0.0.1', port: 0 }, ({ port }) =>
  process.send?.({ port }),
);
process.on('disconnect', () => process.exit());
