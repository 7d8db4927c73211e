/// <reference path="./prom-client-modules.d.ts" />
import type { ToldMetric } from 'prom-client/lib/registry.js';

/** Seconds. A 304 is far below the first, a drawn picture about the third. */
const BOUNDS = [0.001, 0.005, 0.025, 0.1, 0.5, 2.5];
const NAME = 'http_request_duration_seconds';

interface Labels {
  method: string;
  /** The pattern of a route. */
  route: string;
  status: number;
}

/** Requests that were answered alike. */
interface Tally {
  /** One for each bound, and one for what is beyond. */
  buckets: number[];
  seconds: number;
}

/**
 * Counts requests by method, pattern of the route and status, and how long they took. The library's own histogram takes
 * as long to count a request as a database to answer it; its registry writes this one as well.
 */
export class RequestTally {
  readonly #tallies = new Map<string, Map<string, Map<number, Tally>>>();

  count({ method, route, status }: Labels, seconds: number): void {
    const tally = this.#tallies.get(route)?.get(method)?.get(status) ?? this.#open(route, method, status);
    let bucket = 0;
    while (bucket < BOUNDS.length && seconds > (BOUNDS[bucket] ?? 0)) bucket++;
    tally.buckets[bucket] = (tally.buckets[bucket] ?? 0) + 1;
    tally.seconds += seconds;
  }

  told(): ToldMetric {
    const values: ToldMetric['values'] = [];
    for (const [route, methods] of this.#tallies) {
      for (const [method, statuses] of methods) {
        for (const [status, tally] of statuses) values.push(...samplesOf({ method, route, status }, tally));
      }
    }
    const help =
      'Requests by the route that answered, and how long that took: of this process or isolate, since its start.';
    return { name: NAME, help, type: 'histogram', values };
  }

  #open(route: string, method: string, status: number): Tally {
    const tally = { buckets: new Array<number>(BOUNDS.length + 1).fill(0), seconds: 0 };
    const methods = this.#tallies.get(route) ?? new Map<string, Map<number, Tally>>();
    const statuses = methods.get(method) ?? new Map<number, Tally>();
    this.#tallies.set(route, methods.set(method, statuses.set(status, tally)));
    return tally;
  }
}

/** As a histogram is told: each bucket with all below it. */
function samplesOf({ ...labels }: Labels, { buckets, seconds }: Tally): ToldMetric['values'] {
  let count = 0;
  const told = buckets.map((more, index) => {
    count += more;
    return { metricName: `${NAME}_bucket`, labels: { le: BOUNDS[index] ?? '+Inf', ...labels }, value: count };
  });
  return [
    ...told,
    { metricName: `${NAME}_sum`, labels, value: seconds },
    { metricName: `${NAME}_count`, labels, value: count },
  ];
}
