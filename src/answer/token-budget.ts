import type { TokenUsage } from "../models/models.ts";
import type { Storage } from "../storage/storage.ts";
import type { Logger } from "../telemetry/logger.ts";

export interface TokenBudgetDeps {
  storage: Pick<Storage, "modelUsage">;
  /** Tokens a day, UTC, over all models and processes; undefined: no limit. */
  dailyLimit: number | undefined;
  logger: Logger;
  now: () => number;
}

/** Writes down what each call used and says when the day's tokens are spent. */
export function createTokenBudget(model: string, deps: TokenBudgetDeps) {
  const { storage, dailyLimit, logger, now } = deps;
  const today = () => new Date(now()).toISOString().slice(0, 10);
  return {
    async isExceeded(): Promise<boolean> {
      if (dailyLimit === undefined) return false;
      const { inputTokens, outputTokens } = await storage.modelUsage.total(today());
      return inputTokens + outputTokens >= dailyLimit;
    },
    add(usage: TokenUsage): void {
      const { inputTokens, outputTokens } = usage;
      storage.modelUsage
        .add({ day: today(), model, calls: 1, inputTokens, outputTokens })
        .catch((error: unknown) => logger.warn({ error }, "Used tokens could not be written down"));
    },
  };
}
