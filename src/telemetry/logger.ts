import { destination, type Logger, pino, stdSerializers } from "pino";

export type { Logger } from "pino";

/** JSON lines on stderr: static message plus fields; no question, answer or document text above debug. */
export function createLogger(level: string): Logger {
  return pino(
    {
      level,
      base: null,
      // Everything here logs an error as `error`, which pino would print as {}.
      serializers: { error: stdSerializers.err },
      redact: {
        paths: ["token", "secret", "password", "authorization", "apiKey", "*.token", "*.secret"],
        censor: "[redacted]",
      },
    },
    destination({ dest: 2, sync: true }),
  );
}
