import { killedBefore, tellAnswer, tellEnd } from './killed-process.ts';
import { openNewsroom } from './newsroom.ts';
import { liveThrough } from './newsroom-day.ts';

// Run as a process of its own: node crashing-newsroom.ts FOLDER N. Dies by SIGKILL before its Nth call to a port.

const [folder = '', fatal] = process.argv.slice(2);
const mortal = killedBefore(fatal);
const { app, drain } = await openNewsroom(folder, mortal.wrap);
await liveThrough(app, drain, tellAnswer);
tellEnd(mortal);
