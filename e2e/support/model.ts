import { afterAll } from "vitest";
import {
  type OpenaiDoubleOptions,
  startOpenaiDouble,
} from "../../apps/server/src/testing/doubles/openai/openai-double.ts";

/** A model for all the tests of a file, which says what `answer` says, and the settings by which a server asks it. */
export async function useModel(answer: NonNullable<OpenaiDoubleOptions["answer"]>) {
  const double = await startOpenaiDouble({ answer });
  afterAll(() => double.close());
  const settings = {
    BOT: "openai",
    OPENAI_BASE_URL: double.url,
    OPENAI_API_KEY: double.apiKey ?? "",
    OPENAI_MODEL: double.model,
  };
  return { misbehave: double.misbehave, settings };
}
