import { destination, type Logger, pino } from "pino";

export type { Logger } from "pino";

/** JSON lines on stderr: static message plus fields; no question, answer or document text above debug. */
export function createLogger(level: string): Logger {
  return pino(
    {
      level,
      base: null,
      redact: {
        paths: ["token", "secret", "password", "authorization", "apiKey", "*.token", "*.secret"],
        censor: "[redacted]",
      },
    },
    destination({ dest: 2, sync: true }),
  );
}
