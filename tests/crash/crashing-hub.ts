import { liveThrough, openHouse } from './hub-house.ts';
import { killedBefore, tellAnswer, tellEnd } from './killed-process.ts';

// Run as a process of its own: node crashing-hub.ts FOLDER TIME FIRST SECOND N. Dies by SIGKILL before its Nth call to a port.

const [folder = '', time = '', first = '', second = '', fatal] = process.argv.slice(2);
const mortal = killedBefore(fatal);
const house = await openHouse(folder, new Date(time), mortal.wrap);
await liveThrough(house, { first, second }, tellAnswer);
tellEnd(mortal);
