import type { RegulatorSettings } from "./regulate.ts";

/** The channels know the words of many languages by themselves: the lists are for what only one shop says. */
export const REGULATOR_DEFAULTS: RegulatorSettings = {
  keywords: [],
  failKeywords: [],
  failThreshold: 3,
  vipAutoEscalate: true,
  complaintAutoEscalate: true,
  repeatAutoEscalate: true,
  timeZone: "UTC",
};
