import type { ServerResponse } from "node:http";
import { setTimeout as sleep } from "node:timers/promises";

/** What goes wrong with the next requests, one each: the vendor throttles, fails, cuts the line or is slow. */
export type PlannedFault = "throttle" | "fail" | "cut" | "slow";

export interface PlannedFaults {
  plan(...faults: PlannedFault[]): void;
  /** @returns whether it has dealt with the request. */
  meet(response: ServerResponse): Promise<boolean>;
}

const SLOW_MS = 300;

export function createPlannedFaults(): PlannedFaults {
  const planned: PlannedFault[] = [];
  return {
    plan: (...faults) => void planned.push(...faults),
    async meet(response) {
      const fault = planned.shift();
      if (fault === "slow") await sleep(SLOW_MS);
      if (fault === "cut") response.destroy();
      if (fault === "throttle") {
        reply(response, 429, { error: { code: "rate_limit_exceeded", message: "slow down" } });
      }
      if (fault === "fail") reply(response, 503, { error: { message: "try again" } });
      return fault !== undefined && fault !== "slow";
    },
  };
}

export function reply(response: ServerResponse, status: number, value: unknown): void {
  const headers = { "content-type": "application/json" };
  const throttled = status === 429 ? { "retry-after": "0.05" } : {};
  response.writeHead(status, { ...headers, ...throttled }).end(JSON.stringify(value));
}
