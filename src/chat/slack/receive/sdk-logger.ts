import { LogLevel, type Logger as SdkLogger } from "@slack/bolt";
import type { Logger } from "../../../telemetry/logger.ts";

/** What Slack's packages have to say. What they call debug shows whole payloads, and is left out. */
export function sdkLogger(logger: Logger): SdkLogger {
  const text = (words: unknown[]) => ({ detail: words.map(String).join(" ").slice(0, 500) });
  return {
    debug: () => undefined,
    info: (...words) => logger.debug(text(words), "Slack's package says"),
    warn: (...words) => logger.warn(text(words), "Slack's package warns"),
    error: (...words) => logger.warn(text(words), "Slack's package reports an error"),
    setLevel: () => undefined,
    getLevel: () => LogLevel.INFO,
    setName: () => undefined,
  };
}
