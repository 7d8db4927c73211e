import { existsSync, readdirSync, readFileSync } from 'node:fs';

/** Whether this system says what another process costs. */
export const HAS_ACCOUNTS: boolean = existsSync('/proc/self/task');

/** Milliseconds of processor time that a process has used in all its threads; NaN where the system does not say. */
export function cpuMsOf(pid: number): number {
  if (!HAS_ACCOUNTS) return Number.NaN;
  let nanoseconds = 0;
  for (const thread of readdirSync(`/proc/${pid}/task`)) {
    try {
      nanoseconds += Number(readFileSync(`/proc/${pid}/task/${thread}/schedstat`, 'utf8').split(' ')[0]);
    } catch {
      // The thread ended meanwhile.
    }
  }
  return nanoseconds / 1e6;
}

/** The most memory that a process ever had, in MB; NaN where the system does not say. */
export function peakMegabytesOf(pid: number): number {
  if (!HAS_ACCOUNTS) return Number.NaN;
  const kilobytes = /VmHWM:\s+(\d+)/.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1];
  return Number(kilobytes) / 1024;
}
