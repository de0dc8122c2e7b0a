import type { drive_v3 } from "@googleapis/drive";
import { expect } from "vitest";
import { seedCompany } from "../seeds/seed-company.ts";
import {
  type CounterpartOptions,
  startGoogleDriveCounterpart,
} from "../start-google-drive-counterpart.ts";
import { hasOfficialDescription, readOfficialDescription, watch } from "./official-description.ts";
import { READONLY, serviceClient } from "./sdk-client.ts";

/** What calls that name shared drives' items have to say. */
export const ALL = { supportsAllDrives: true, includeItemsFromAllDrives: true };

export type Company = Awaited<ReturnType<typeof openCompany>>;

/** A counterpart with the small company in it, and Google's client for each of its people. */
export async function openCompany(options: CounterpartOptions = {}) {
  const counterpart = await startGoogleDriveCounterpart(options);
  const { world } = counterpart;
  const ids = seedCompany(world.drive);
  const account = world.accounts.createServiceAccount("reader", [READONLY]);
  const key = world.accounts.createKey(account);
  const problems = hasOfficialDescription() ? watch(counterpart, readOfficialDescription()) : [];
  return {
    /** Fails the test when something asked or answered did not fit Google's description. */
    async close(): Promise<void> {
      await counterpart.close();
      expect(problems).toEqual([]);
    },
    counterpart,
    world,
    drive: world.drive,
    ids,
    key,
    /** The service account's address. */
    account,
    /** In somebody's name, or the service account's own. */
    as: (subject?: string): drive_v3.Drive =>
      serviceClient(counterpart, key, subject === undefined ? {} : { subject }),
  };
}

/** Ids of all pages. */
export async function listAll(
  client: drive_v3.Drive,
  params: drive_v3.Params$Resource$Files$List = {},
): Promise<string[]> {
  const found: string[] = [];
  let pageToken: string | undefined;
  do {
    const more = pageToken === undefined ? {} : { pageToken };
    const { data } = await client.files.list({ ...params, ...more });
    found.push(...(data.files ?? []).map(({ id }) => id ?? ""));
    pageToken = data.nextPageToken ?? undefined;
  } while (pageToken !== undefined);
  return found;
}

/** What Google's client throws for a refusal. */
export function refusal(status: number, error: { reason?: string; location?: string } = {}) {
  return { status, response: { data: { error: { code: status, errors: [error] } } } };
}
