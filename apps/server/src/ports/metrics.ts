/**
 * Numbers for whoever watches the service. A label's values are a short list known beforehand, never anything of a
 * customer's: each value is a series that is kept for ever.
 */
export interface Metrics {
  counter(name: string, help: string): Counter;
  /** `read` is asked at each scrape; null, or a rejection, leaves the gauge out of that scrape. */
  gauge(name: string, help: string, read: () => Reading | Promise<Reading>): void;
  /** One gauge for each value of `label`. */
  gauges(
    name: string,
    help: string,
    label: string,
    read: () => ReadonlyMap<string, number> | Promise<ReadonlyMap<string, number>>,
  ): void;
  scrape(): Promise<{ contentType: string; text: string }>;
}

export interface Counter {
  add(count?: number): void;
}

type Reading = number | null;
