import { liveThrough, openEmbargoHouse } from './embargo-house.ts';
import { killedBefore, tellEnd } from './killed-process.ts';

// Run as a process of its own: node crashing-embargo.ts FOLDER N. Dies by SIGKILL before its Nth call to a port.

const [folder = '', fatal] = process.argv.slice(2);
const mortal = killedBefore(fatal);
const house = await openEmbargoHouse(folder, mortal.wrap);
await liveThrough(house);
tellEnd(mortal);
