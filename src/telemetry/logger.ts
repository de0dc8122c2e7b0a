import { destination, type Logger, pino, stdSerializers } from "pino";
import { createRedactor } from "../text/secrets/redact-secret.ts";
import { traceFields } from "./trace.ts";

export type { Logger } from "pino";

/** Shorter ones may be words, such as what servers without keys are given for one. */
const SHORTEST_SECRET = 12;

/**
 * JSON lines on stderr: static message plus fields; no question, answer or document text above debug,
 * and nowhere one of `secrets` or what has the form of one.
 */
export function createLogger(level: string, secrets: readonly string[] = []): Logger {
  const { note, redact } = createRedactor();
  for (const secret of secrets) if (secret.length >= SHORTEST_SECRET) note(secret);
  return pino(
    {
      level,
      base: null,
      mixin: traceFields,
      // Everything here logs an error as `error`, which pino would print as {}.
      serializers: { error: stdSerializers.err },
      redact: {
        paths: ["token", "secret", "password", "authorization", "apiKey", "*.token", "*.secret"],
        censor: "[redacted]",
      },
      // Messages and stacks of errors, and fields at any depth, may quote what was sent.
      hooks: { streamWrite: (line) => (redact(line) === line ? line : cleanLine(line, redact)) },
    },
    destination({ dest: 2, sync: true }),
  );
}

/** Value by value, so that the line stays JSON. */
function cleanLine(line: string, redact: (text: string) => string): string {
  const clean = JSON.stringify(JSON.parse(line), (_, value: unknown) =>
    typeof value === "string" ? redact(value) : value,
  );
  return `${clean}\n`;
}
