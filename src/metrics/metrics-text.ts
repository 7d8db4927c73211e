/// <reference path="./prom-client-modules.d.ts" />
import Registry, { type ToldMetric } from 'prom-client/lib/registry.js';

/** The text exposition format of Prometheus, version 0.0.4. */
export const METRICS_TYPE = Registry.PROMETHEUS_CONTENT_TYPE;

/** Writes metrics as Prometheus reads them. No two have the same name. */
export function metricsText(metrics: readonly ToldMetric[]): Promise<string> {
  const registry = new Registry();
  for (const metric of metrics) registry.registerMetric({ name: metric.name, get: async () => metric });
  return registry.metrics();
}
