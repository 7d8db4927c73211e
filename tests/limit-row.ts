/** In what a limit is counted; the code counts in the smallest of its kind. */
export type Unit = 'bytes' | 'ms' | 's' | 'minutes' | 'h' | 'days' | 'characters' | '';

export interface LimitRow {
  what: string;
  /** Below `src`, and the constant there; of an object, with its key. */
  at: [file: string, name: string];
  unit: Unit;
  /** What happens beyond it. */
  beyond: string;
}

/** A limit, and where it stands in the code. */
export function row(what: string, file: string, name: string, unit: Unit, beyond: string): LimitRow {
  return { what, at: [file, name], unit, beyond };
}
