// A personal data server on loopback, in the folder and at the port that the arguments name.
import { randomBytes } from 'node:crypto';
import { mkdirSync } from 'node:fs';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { envToCfg, envToSecrets, PDS } from '@atproto/pds';
import type { PdsOptions } from '../pds-options.ts';
import { shiftClock } from './shifted-clock.ts';

const options = JSON.parse(process.argv[2] ?? '') as PdsOptions;
const blobs = join(options.folder, 'blobs');
mkdirSync(blobs, { recursive: true });

const env = {
  devMode: true,
  hostname: 'localhost',
  port: options.port,
  didPlcUrl: options.plcUrl,
  serviceHandleDomains: ['.test'],
  inviteRequired: false,
  disableSsrfProtection: true,
  dataDirectory: options.folder,
  blobstoreDiskLocation: blobs,
  blobstoreDiskTmpLocation: join(blobs, 'unfinished'),
  plcRotationKeyK256PrivateKeyHex: options.secret,
  jwtSecret: options.secret,
  adminPassword: options.secret,
  dpopSecret: randomBytes(32).toString('hex'),
};
const config = envToCfg(env);
// What accounts say of where they are: whatever stands in front of this server has to be gone through.
config.service.publicUrl = options.publicUrl;
const pds = await PDS.create(config, envToSecrets(env));
const listen = pds.app.listen.bind(pds.app);
pds.app.listen = ((port: number) => listen(port, '127.0.0.1')) as typeof pds.app.listen;
const server = await pds.start();

process.on('message', ({ advanceMs }: { advanceMs: number }) => {
  shiftClock(advanceMs);
  process.send?.({ advanced: true });
});
process.on('disconnect', () => process.exit());
process.send?.({ port: (server.address() as AddressInfo).port });
