/** What came of a check. `skipped`: it could not be made here, which is no fault. */
export type Grade = 'ok' | 'skipped' | 'warning' | 'fault';

/** One line of the doctor's. */
export interface Finding {
  /** What was looked at, in a word or two. */
  name: string;
  grade: Grade;
  /** What is so, and what to do where it is not well. */
  words: string;
}

/** How a check writes its findings. */
export interface Notes {
  ok(name: string, words: string): void;
  skipped(name: string, words: string): void;
  warning(name: string, words: string): void;
  fault(name: string, words: string): void;
}

/** Notes that hand each finding to `tell` as it is made. */
export function takeNotes(tell: (finding: Finding) => void): Notes {
  const note = (grade: Grade) => (name: string, words: string) => tell({ name, grade, words });
  return { ok: note('ok'), skipped: note('skipped'), warning: note('warning'), fault: note('fault') };
}
