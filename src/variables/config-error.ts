/** A mistake in the configuration: one sentence that names the variable and what it takes. */
export class ConfigError extends Error {
  override readonly name = "ConfigError";
}
