/**
 * Which of several instances serves what of a session: its customer reads at one and its agent writes at the next, so
 * that no message has its publisher and its reader on the same one. Each instance gets an equal share of both.
 */
export const readerAt = (stream: number, instances: number): number => stream % instances;
export const publisherAt = (stream: number, instances: number): number => (stream + 1) % instances;

/** How many of `streams` are read at an instance. */
export const readersAt = (instance: number, streams: number, instances: number): number =>
  Math.floor((streams + instances - 1 - instance) / instances);

/** The element that belongs to an instance. @throws when there is no such instance */
export function at<Element>(elements: readonly Element[], instance: number): Element {
  const element = elements[instance];
  if (element === undefined) throw new Error(`there is no instance ${instance}`);
  return element;
}
