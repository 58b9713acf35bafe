import { describe, expect, test } from "vitest";
import { createPrometheusMetrics } from "./index.ts";

const lines = async (metrics: ReturnType<typeof createPrometheusMetrics>): Promise<string[]> =>
  (await metrics.scrape()).text.split("\n").filter((line) => line.startsWith("test_"));

describe("metrics for Prometheus", () => {
  test("a counter begins at 0 and adds up", async () => {
    const metrics = createPrometheusMetrics();
    const counter = metrics.counter("test_total", "For a test.");
    expect(await lines(metrics)).toEqual(["test_total 0"]);
    counter.add();
    counter.add(4);
    expect(await lines(metrics)).toEqual(["test_total 5"]);
  });

  test("a gauge is asked at each scrape, and left out when it cannot be told", async () => {
    const metrics = createPrometheusMetrics();
    let read: () => number | null | Promise<number> = () => 7;
    metrics.gauge("test_waiting", "For a test.", () => read());
    expect(await lines(metrics)).toEqual(["test_waiting 7"]);
    read = () => null;
    expect(await lines(metrics)).toEqual([]);
    read = async () => {
      throw new Error("away");
    };
    expect(await lines(metrics)).toEqual([]);
    read = async () => 8;
    expect(await lines(metrics)).toEqual(["test_waiting 8"]);
  });

  test("gauges show one line for each value of their label, and forget those that are gone", async () => {
    const metrics = createPrometheusMetrics();
    let values = new Map([
      ["redis", 1],
      ["rabbitmq", 0],
    ]);
    metrics.gauges("test_up", "For a test.", "part", () => values);
    expect(await lines(metrics)).toEqual(['test_up{part="redis"} 1', 'test_up{part="rabbitmq"} 0']);
    values = new Map([["redis", 0]]);
    expect(await lines(metrics)).toEqual(['test_up{part="redis"} 0']);
  });

  test("two servers in one process do not meet", async () => {
    const [one, other] = [createPrometheusMetrics(), createPrometheusMetrics()];
    one.counter("test_total", "For a test.").add();
    other.counter("test_total", "For a test.");
    expect(await lines(other)).toEqual(["test_total 0"]);
  });
});
