import { checkDays } from "../../../feedback/reports/report-period.ts";
import { AdminError } from "../../../sources/sources-deps.ts";
import { UsageError } from "../command-context.ts";

export function parseDays(value: string): number {
  try {
    return checkDays(Number(value));
  } catch (error) {
    throw error instanceof AdminError ? new UsageError(error.message, { cause: error }) : error;
  }
}
