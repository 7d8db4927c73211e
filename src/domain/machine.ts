/** A figure as monitoring reads it: one value, or one for each set of labels. */
export interface Reading {
  /** As Prometheus has names, with the unit at the end. */
  name: string;
  help: string;
  /** The values of labels are of a fixed few: none comes from outside. */
  values: { labels?: Record<string, string>; value: number }[];
}

/** The figure of the database's size, whoever tells it. */
export const DATABASE_BYTES = 'tearsheet_database_bytes';

/** The machine under the program, where there is one to look at: on Node. */
export interface Machine {
  /** What is wrong with its storage, in words that anybody may read; `undefined` where nothing is. Asks no disk twice in a second. */
  storageFault(): Promise<string | undefined>;
  /** What it tells of itself. */
  readings(): Promise<Reading[]>;
}
