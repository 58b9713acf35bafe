/** Something the service is made of, and whether it works: what health and metrics show. */
export interface Part {
  name: string;
  /** Without it nothing can be accepted; the others may fail and the service goes on. */
  vital: boolean;
  /** Never rejects. */
  check(): Promise<PartHealth>;
}

/** `detail` is a short sentence for an operator, without addresses and secrets. */
export type PartHealth = { status: "up" } | { status: "down"; detail: string };
