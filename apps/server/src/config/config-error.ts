/** What is wrong with the settings, one sentence a mistake. */
export class ConfigError extends Error {
  override name = "ConfigError";
}
