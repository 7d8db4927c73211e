/// <reference path="./prom-client-modules.d.ts" />
import Histogram from 'prom-client/lib/histogram.js';

/** Seconds. A 304 is far below the first, a drawn picture about the third. */
const BUCKETS = [0.001, 0.005, 0.025, 0.1, 0.5, 2.5];
const LABELS = ['method', 'route', 'status'] as const;

export type RequestTally = Histogram<(typeof LABELS)[number]>;

/** Counts requests by method, pattern of the route and status, and how long they took: in this process or isolate alone. */
export function createRequestTally(): RequestTally {
  return new Histogram({
    name: 'http_request_duration_seconds',
    help: 'Requests by the route that answered and how long that took; of this process or isolate, since its start.',
    labelNames: LABELS,
    buckets: BUCKETS,
    // Whoever is asked for figures says where they are gathered.
    registers: [],
  });
}
