import { expect, test } from "vitest";
import {
  inWords,
  knownTimeZone,
  lastDueAt,
  nextDigestAt,
  readDigestSchedule,
} from "../../../src/administration/digest/digest-schedule.ts";

const BERLIN = "Europe/Berlin";
const DAY_MS = 86_400_000;
const at = (iso: string) => Date.parse(iso);
const next = (schedule: string, after: string, timeZone = BERLIN) => {
  const found = nextDigestAt({ schedule, timeZone }, at(after));
  return found === undefined ? undefined : new Date(found).toISOString();
};

test.each([
  ["", "0 9 * * 1"],
  ["monday 9:00", "0 9 * * 1"],
  ["Fri", "0 9 * * 5"],
  ["at 16.30", "30 16 * * 1"],
  ["7:05 sunday", "5 7 * * 0"],
  ["Wednesdays 12am", "0 0 * * 3"],
  ["thu 12:15pm", "15 12 * * 4"],
  ["sat 23h59", "59 23 * * 6"],
])("%j is %j", (words, schedule) => {
  expect(readDigestSchedule(words.split(" ").filter((word) => word !== ""))).toBe(schedule);
});

test.each(["monday monday", "9 10", "25:00", "9:60", "someday", "mo", "13pm", "0am", "* *", "-1"])(
  "%j is refused with an example",
  (words) => {
    expect(() => readDigestSchedule(words.split(" "))).toThrow("digest here monday 9:00");
  },
);

test("nine o'clock stays nine o'clock when clocks change", () => {
  expect(next("0 9 * * 1", "2026-10-19T12:00:00Z")).toBe("2026-10-26T08:00:00.000Z");
  expect(next("0 9 * * 1", "2026-10-12T12:00:00Z")).toBe("2026-10-19T07:00:00.000Z");
  expect(next("0 9 * * 1", "2027-03-22T12:00:00Z")).toBe("2027-03-29T07:00:00.000Z");
  expect(next("0 9 * * 1", "2026-11-20T12:00:00Z", "Asia/Kolkata")).toBe(
    "2026-11-23T03:30:00.000Z",
  );
});

test("an hour that comes twice brings one digest, one that is skipped brings one as well", () => {
  for (const day of ["2026-10-25", "2027-03-28"]) {
    const start = at(`${day}T00:00:00Z`) - DAY_MS;
    const digest = { schedule: "30 2 * * 0", timeZone: BERLIN };
    const times: number[] = [];
    for (let from = start; ; ) {
      const found = nextDigestAt(digest, from) ?? Number.POSITIVE_INFINITY;
      if (found > start + 3 * DAY_MS) break;
      times.push(found);
      from = found;
    }
    expect(times).toHaveLength(1);
  }
});

test("of missed weeks only the last is due, and nothing before it was set", () => {
  const digest = { schedule: "0 9 * * 1", timeZone: "UTC" };
  const due = (after: string, until: string) => {
    const found = lastDueAt(digest, { after: at(after), until: at(until) });
    return found === undefined ? undefined : new Date(found).toISOString();
  };
  expect(due("2026-11-02T09:00:00Z", "2026-11-25T00:00:00Z")).toBe("2026-11-23T09:00:00.000Z");
  expect(due("2020-01-01T00:00:00Z", "2026-11-23T09:00:00Z")).toBe("2026-11-23T09:00:00.000Z");
  expect(due("2026-11-23T09:00:00Z", "2026-11-30T08:59:59Z")).toBeUndefined();
  expect(due("2026-11-24T00:00:00Z", "2026-11-25T00:00:00Z")).toBeUndefined();
});

test("it is said in words, in a time zone that this machine knows", () => {
  expect(inWords({ schedule: "5 7 * * 0", timeZone: BERLIN })).toBe(
    "each Sunday at 7:05 (Europe/Berlin)",
  );
  const zones = [BERLIN, "Nowhere/Else", "", undefined].map(knownTimeZone);
  expect(zones).toEqual([BERLIN, "UTC", "UTC", "UTC"]);
});
