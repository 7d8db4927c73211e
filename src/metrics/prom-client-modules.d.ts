// The part of prom-client that writes: it needs nothing of Node, while the front door brings files, processes and sockets.
declare module 'prom-client/lib/registry.js' {
  /** What a registry writes of a metric. */
  export interface ToldMetric {
    name: string;
    help: string;
    type: 'gauge' | 'histogram';
    /** `metricName` where it is not the metric's own, as with the buckets of a histogram. */
    values: { metricName?: string; labels?: Record<string, string | number>; value: number }[];
  }

  export default class Registry {
    static readonly PROMETHEUS_CONTENT_TYPE: string;
    registerMetric(metric: { name: string; get(): Promise<ToldMetric> }): void;
    metrics(): Promise<string>;
  }
}
