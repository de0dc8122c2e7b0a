import { WINDOWS_ZONES } from "./windows-zones.ts";

/** The IANA name of a time zone that is called so there or in Windows; undefined where nobody knows it. */
export function ianaZone(zone: string | undefined): string | undefined {
  const timeZone = WINDOWS_ZONES.get(zone ?? "") ?? zone ?? "";
  try {
    new Intl.DateTimeFormat("en", { timeZone });
    return timeZone === "" ? undefined : timeZone;
  } catch {
    return undefined;
  }
}
