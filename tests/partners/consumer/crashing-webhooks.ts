import { writeSync } from 'node:fs';
import { mortalPorts } from '../../crash/mortal-ports.ts';
import { liveThrough, openWebhookHouse } from './webhook-house.ts';

// Run as a process of its own: node crashing-webhooks.ts FOLDER TIME N. Dies by SIGKILL before its Nth call to a port.

const [folder = '', time = '', fatal = '0'] = process.argv.slice(2);
let calls = () => 0;
const house = await openWebhookHouse(folder, new Date(time), (nodePorts) => {
  const mortal = mortalPorts(nodePorts, Number(fatal));
  calls = mortal.calls;
  return mortal.ports;
});
await liveThrough(house);
writeSync(1, `done ${calls()}\n`);
