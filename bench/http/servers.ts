/** Two servers of one runtime, over the same database. */
export interface Servers {
  empty: { pid: number; port: number };
  ours: { pid: number; port: number };
  stop(): Promise<void>;
}
