/** How much a run does: of what is waiting at most `perRun`, `width` at once. */
export interface Pace {
  width: number;
  perRun: number;
}

/** As many as the guarded way out lets through to one host. */
const PER_HOST = 4;

/**
 * Works through all that `claim` gives, until it gives nothing or the run is full. A job that takes long holds its own
 * place and nothing else; no host holds more than four. `work` must not reject. Returns whether there may be more.
 */
export async function workThrough<Job extends { host: string }>(
  pace: Pace,
  claim: (limit: number) => Promise<Job[]>,
  work: (job: Job) => Promise<void>,
): Promise<boolean> {
  const waiting: Job[] = [];
  const running = new Set<Promise<void>>();
  const atHost = new Map<string, number>();
  let room = pace.perRun;
  let hasMore = true;

  function start(): boolean {
    const index = waiting.findIndex(({ host }) => (atHost.get(host) ?? 0) < PER_HOST);
    const [job] = index < 0 ? [] : waiting.splice(index, 1);
    if (!job) return false;
    atHost.set(job.host, (atHost.get(job.host) ?? 0) + 1);
    const run: Promise<void> = work(job).finally(() => {
      running.delete(run);
      const left = (atHost.get(job.host) ?? 1) - 1;
      if (left === 0) atHost.delete(job.host);
      else atHost.set(job.host, left);
    });
    running.add(run);
    return true;
  }

  for (;;) {
    while (running.size < pace.width && start());
    if (hasMore && room > 0 && running.size < pace.width) {
      const claimed = await claim(Math.min(room, pace.width));
      waiting.push(...claimed);
      room -= claimed.length;
      hasMore = claimed.length > 0;
    } else if (running.size > 0) {
      await Promise.race(running);
    } else {
      return hasMore;
    }
  }
}
