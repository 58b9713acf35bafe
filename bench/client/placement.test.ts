import { describe, expect, test } from "vitest";
import { at, publisherAt, readerAt, readersAt } from "./placement.ts";

const STREAMS = Array.from({ length: 600 }, (_, stream) => stream);

describe("placement", () => {
  test.each([2, 3])(
    "of %d instances none both publishes to a session and reads it, and all do as much",
    (instances) => {
      const reads = Array.from({ length: instances }, () => 0);
      const writes = Array.from({ length: instances }, () => 0);
      for (const stream of STREAMS) {
        const [reader, publisher] = [readerAt(stream, instances), publisherAt(stream, instances)];
        expect(reader).not.toBe(publisher);
        reads[reader] = at(reads, reader) + 1;
        writes[publisher] = at(writes, publisher) + 1;
      }
      expect([...reads, ...writes]).toEqual(Array.from({ length: 2 * instances }, () => STREAMS.length / instances));
    },
  );

  test("a single instance does both", () => {
    expect(STREAMS.map((stream) => [readerAt(stream, 1), publisherAt(stream, 1)])).toEqual(STREAMS.map(() => [0, 0]));
  });

  test.each([0, 1, 5, 6])("%d streams are all counted where they are read", (streams) => {
    const counts = [0, 0, 0].map(
      (_, instance) => STREAMS.slice(0, streams).filter((stream) => readerAt(stream, 3) === instance).length,
    );
    expect([0, 1, 2].map((instance) => readersAt(instance, streams, 3))).toEqual(counts);
  });

  test("an instance that is not there is an error", () => {
    expect(() => at([1], 1)).toThrow("no instance 1");
  });
});
