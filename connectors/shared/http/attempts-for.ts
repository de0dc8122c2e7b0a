import type { ConnectorErrorCode } from "../../connector.ts";

/** One document may fail for good; being asked to wait only takes time. */
const ATTEMPTS: Partial<Record<ConnectorErrorCode, number>> = {
  unavailable: 5,
  "rate-limited": 30,
};

/** How often a request that only reads is made before it counts as refused. */
export function attemptsFor(code: ConnectorErrorCode): number {
  return ATTEMPTS[code] ?? 1;
}
