import { writeSync } from 'node:fs';
import { mortalPorts } from './mortal-ports.ts';
import { openNewsroom } from './newsroom.ts';
import { liveThrough } from './newsroom-day.ts';

// Run as a process of its own: node crashing-newsroom.ts FOLDER N. Dies by SIGKILL before its Nth call to a port.

const [folder = '', fatal = '0'] = process.argv.slice(2);
let calls = () => 0;
const { app, drain } = await openNewsroom(folder, (nodePorts) => {
  const mortal = mortalPorts(nodePorts, Number(fatal));
  calls = mortal.calls;
  return mortal.ports;
});
await liveThrough(app, drain, (index, status) => {
  writeSync(1, `${index} ${status}\n`);
});
writeSync(1, `done ${calls()}\n`);
