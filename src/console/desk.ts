import type { Context } from 'hono';
import type { Config } from '../domain/config.ts';
import type { ConsoleSession } from './session-records.ts';
import type { ConsoleLanguage } from './words/console-words.ts';

/** What every page of the console needs to know. */
export interface Desk extends ConsoleLanguage {
  config: Config;
  /** Missing on the page to log in on. */
  session?: ConsoleSession;
  /** Path and query of the page. */
  address: string;
  now: Date;
}

declare module 'hono' {
  interface ContextVariableMap {
    desk: Desk;
  }
}

/** The desk that the gate set up for this request. */
export function deskOf(context: Context): Desk {
  return context.get('desk');
}
