// A PLC directory that remembers everything for as long as it runs.
import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import { Database, PlcServer } from '@did-plc/server';

const server = PlcServer.create({ db: Database.mock() }).app.listen(0, '127.0.0.1');
await once(server, 'listening');
process.on('disconnect', () => process.exit());
process.send?.({ port: (server.address() as AddressInfo).port });
