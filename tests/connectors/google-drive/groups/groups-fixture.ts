import { onTestFinished } from "vitest";
import { seedCompany } from "../../../counterparts/google-drive/seeds/seed-company.ts";
import { readGroups } from "../../read-groups.ts";
import { openCounterpart } from "../drive-fixture.ts";

export const ANN = "user:ann@acme.example";
export const BEN = "user:ben@acme.example";
export const CLEO = "user:cleo@acme.example";
export const ADMIN = "admin@acme.example";

/** A company of three with two groups, and an admin who is no reader; closed after the test. */
export async function openGroups() {
  const opened = await openCounterpart();
  onTestFinished(() => opened.counterpart.close());
  const { drive, connect } = opened;
  const seeded = seedCompany(drive);
  drive.createUser(ADMIN, { isAdmin: true });
  return {
    ...opened,
    seeded,
    tell: (groups: readonly string[], settings: Record<string, string> = {}, secret?: string) =>
      readGroups(
        connect(settings, secret),
        groups.map((email) => `google-group:${email}`),
      ),
  };
}
