import type { FormField, FormValues } from "../../chat/admin-forms.ts";
import { parseSchedule } from "../../sync/run-schedule.ts";

const ON_DEMAND = "on-demand";
const OTHER = "other";
const USUAL = "0 * * * *";

const OPTIONS = [
  { value: "*/15 * * * *", label: "Every 15 minutes" },
  { value: USUAL, label: "Hourly" },
  { value: "0 3 * * *", label: "Daily, at 3:00 UTC" },
  { value: ON_DEMAND, label: "Only on demand" },
  { value: OTHER, label: "Other, written below" },
];

/** When a source is synced: a choice, and a cron expression for whoever wants another time. */
export function scheduleFields(schedule: string | undefined): FormField[] {
  const isListed = schedule === undefined || OPTIONS.some(({ value }) => value === schedule);
  const cron = isListed ? "" : schedule;
  return [
    {
      name: "schedule",
      label: "When it is synced",
      hint: undefined,
      type: "choice",
      isRequired: true,
      initial: isListed ? (schedule ?? ON_DEMAND) : OTHER,
      options: OPTIONS,
    },
    {
      name: "cron",
      label: "Another schedule",
      hint: "A cron expression in UTC, such as 30 6 * * 1-5.",
      type: "text",
      isRequired: false,
      initial: cron,
      options: [],
    },
  ];
}

/** What a new source's form offers first. */
export const usualSchedule: string = USUAL;

/** Undefined means only on demand. */
export function readSchedule(
  values: FormValues,
): { schedule: string | undefined } | { field: "schedule" | "cron"; error: string } {
  const { schedule = "", cron = "" } = values;
  const own = cron.trim();
  const chosen = OPTIONS.find(({ value }) => value === schedule)?.value;
  if (chosen === undefined) return { field: "schedule", error: "Choose when it is synced." };
  if (chosen !== OTHER) {
    if (own === "") return { schedule: chosen === ON_DEMAND ? undefined : chosen };
    return { field: "cron", error: 'Choose "Other" above, or leave this empty.' };
  }
  if (own === "")
    return { field: "cron", error: "Write a cron expression, or choose another time." };
  const { error } = parseSchedule(own);
  return error === undefined ? { schedule: own } : { field: "cron", error };
}
