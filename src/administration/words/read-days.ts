import { checkDays, DEFAULT_DAYS } from "../../feedback/reports/report-period.ts";
import { WrongUsageError } from "../admin-command.ts";

/** `--days 7`, `days 7` or `7`, as people type it; nothing else. @throws AdminError, WrongUsageError */
export function readDays(words: readonly string[], command: string): number {
  const [flag = "", second, ...others] = words;
  const first = flag.replace(/^[-–—]+(?=days)/, "");
  if (words.length === 0) return DEFAULT_DAYS;
  const [name, equals] = first.split("=");
  const value = name === "days" ? (equals ?? second) : first;
  const isAlone =
    others.length === 0 && (name === "days" && equals === undefined) === (second !== undefined);
  if (isAlone && /^\d{1,6}$/.test(value ?? "")) return checkDays(Number(value));
  throw new WrongUsageError(command, `${command} --days 7`);
}
