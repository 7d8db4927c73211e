import { writeSync } from 'node:fs';
import { liveThrough, openEmbargoHouse } from './embargo-house.ts';
import { mortalPorts } from './mortal-ports.ts';

// Run as a process of its own: node crashing-embargo.ts FOLDER N. Dies by SIGKILL before its Nth call to a port.

const [folder = '', fatal = '0'] = process.argv.slice(2);
let calls = () => 0;
const house = await openEmbargoHouse(folder, (nodePorts) => {
  const mortal = mortalPorts(nodePorts, Number(fatal));
  calls = mortal.calls;
  return mortal.ports;
});
await liveThrough(house);
writeSync(1, `done ${calls()}\n`);
