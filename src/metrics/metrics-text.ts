/// <reference path="./prom-client-modules.d.ts" />
import Gauge from 'prom-client/lib/gauge.js';
import Registry from 'prom-client/lib/registry.js';
import type { Reading } from '../domain/machine.ts';
import type { RequestTally } from './request-tally.ts';

/** The text exposition format of Prometheus, version 0.0.4. */
export const METRICS_TYPE = Registry.PROMETHEUS_CONTENT_TYPE;

/** Writes readings as gauges, and the tally of requests after them. */
export async function metricsText(readings: readonly Reading[], tally: RequestTally): Promise<string> {
  const registry = new Registry();
  for (const { name, help, values } of readings) {
    const labelNames = [...new Set(values.flatMap(({ labels = {} }) => Object.keys(labels)))];
    const gauge = new Gauge({ name, help, labelNames, registers: [registry] });
    for (const { labels = {}, value } of values) gauge.set(labels, value);
  }
  registry.registerMetric(tally);
  return registry.metrics();
}
