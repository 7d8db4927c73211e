import { writeSync } from 'node:fs';
import { liveThrough, openHouse } from './hub-house.ts';
import { mortalPorts } from './mortal-ports.ts';

// Run as a process of its own: node crashing-hub.ts FOLDER TIME FIRST SECOND N. Dies by SIGKILL before its Nth call to a port.

const [folder = '', time = '', first = '', second = '', fatal = '0'] = process.argv.slice(2);
let calls = () => 0;
const house = await openHouse(folder, new Date(time), (nodePorts) => {
  const mortal = mortalPorts(nodePorts, Number(fatal));
  calls = mortal.calls;
  return mortal.ports;
});
await liveThrough(house, { first, second }, (index, status) => {
  writeSync(1, `${index} ${status}\n`);
});
writeSync(1, `done ${calls()}\n`);
