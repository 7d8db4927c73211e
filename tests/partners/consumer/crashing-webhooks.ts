import { killedBefore, tellEnd } from '../../crash/killed-process.ts';
import { liveThrough, openWebhookHouse } from './webhook-house.ts';

// Run as a process of its own: node crashing-webhooks.ts FOLDER TIME N. Dies by SIGKILL before its Nth call to a port.

const [folder = '', time = '', fatal] = process.argv.slice(2);
const mortal = killedBefore(fatal);
const house = await openWebhookHouse(folder, new Date(time), mortal.wrap);
await liveThrough(house);
tellEnd(mortal);
