import { afterEach, beforeEach, expect, test } from "vitest";
import { ALL, type Company, openCompany, refusal } from "./checks/open-company.ts";

let company: Company;
beforeEach(async () => {
  company = await openCompany();
});
afterEach(() => company.close());

interface Log {
  subject: string;
  driveId?: string;
  [parameter: string]: unknown;
}

/** What changed since a moment, as `name of the id`, with `-` before it where it is gone. */
async function follow({ subject, ...given }: Log) {
  const { ids } = company;
  const names = new Map(Object.entries(ids).map(([name, id]) => [id, name]));
  const client = company.as(subject);
  const params = { ...ALL, ...given };
  const driveId = given.driveId === undefined ? {} : { driveId: given.driveId };
  const start = await client.changes.getStartPageToken({ supportsAllDrives: true, ...driveId });
  let pageToken = start.data.startPageToken ?? "";
  return async () => {
    const found: string[] = [];
    for (;;) {
      const { data } = await client.changes.list({ ...params, pageToken });
      for (const { changeType, fileId, driveId: of, removed, file, drive } of data.changes ?? []) {
        const id = (changeType === "drive" ? of : fileId) ?? "";
        expect(file !== undefined || drive !== undefined).toBe(!removed);
        found.push(`${removed ? "-" : ""}${names.get(id) ?? id}`);
      }
      pageToken = data.nextPageToken ?? data.newStartPageToken ?? "";
      expect([data.nextPageToken, data.newStartPageToken].filter(Boolean)).toHaveLength(1);
      if (data.newStartPageToken) return found;
    }
  };
}

test("a user's log has what is theirs, each thing once and as it is now", async () => {
  const { drive, ids } = company;
  const next = await follow({ subject: ids.ben });
  expect(await next()).toEqual([]);
  drive.edit(ids.kiosk, "One.");
  drive.rename(ids.notes, "Notes");
  drive.edit(ids.kiosk, "Two.");
  drive.edit(ids.budget, "Not his.");
  drive.edit(ids.leave, "In a shared drive.");
  expect(await next()).toEqual(["notes", "kiosk"]);
  expect(await next()).toEqual([]);
});

test("what is shared comes, what is unshared goes, for those whom it concerns", async () => {
  const { drive, ids } = company;
  const cleo = await follow({ subject: ids.cleo });
  const ann = await follow({ subject: ids.ann });
  drive.share(ids.financeFolder, { type: "user", role: "reader", emailAddress: ids.cleo });
  expect(await cleo()).toEqual(["financeFolder", "budget"]);
  expect(await ann()).toEqual(["financeFolder", "budget"]);
  drive.unshare(ids.financeFolder, ids.cleo);
  expect(await cleo()).toEqual(["-financeFolder", "-budget"]);
  expect(await ann()).toEqual(["financeFolder", "budget"]);
  drive.edit(ids.budget, "No longer hers.");
  expect(await cleo()).toEqual([]);
});

test("what lies below is reported where its permissions change, and only there", async () => {
  const { drive, ids } = company;
  drive.share(ids.budget, { type: "anyone", role: "reader" });
  const ann = await follow({ subject: ids.ann });
  drive.share(ids.financeFolder, { type: "anyone", role: "reader" });
  expect(await ann()).toEqual(["financeFolder"]);
  const other = drive.createFolder({ name: "Other", owner: ids.ann });
  await ann();
  drive.move(ids.financeFolder, other);
  expect(await ann()).toEqual(["financeFolder"]);
  drive.share(other, { type: "user", role: "reader", emailAddress: ids.ben });
  expect(await ann()).toEqual([other, "financeFolder", "budget"]);
  drive.reports.sharesReachDown = false;
  drive.unshare(other, ids.ben);
  expect(await ann()).toEqual([other]);
});

test("a shared drive has a log of its own", async () => {
  const { drive, ids } = company;
  const next = await follow({ subject: ids.ben, driveId: ids.handbook });
  const bens = await follow({ subject: ids.ben });
  drive.edit(ids.leave, "Edited.");
  drive.edit(ids.kiosk, "Elsewhere.");
  drive.setTrashed(ids.fire, true);
  drive.destroy(ids.visitors);
  expect(await next()).toEqual(["leave", "fire", "-visitors"]);
  expect(await bens()).toEqual(["kiosk"]);
});

test("a file that leaves for a shared drive goes from one log to the other", async () => {
  const { drive, ids } = company;
  const next = await follow({ subject: ids.ben, driveId: ids.handbook });
  const bens = await follow({ subject: ids.ben });
  drive.move(ids.projects, ids.handbook);
  const all = ["projects", "kiosk", "shortcut"];
  expect((await next()).sort()).toEqual([...all].sort());
  expect((await bens()).sort()).toEqual(all.map((name) => `-${name}`).sort());
  expect(drive.get(ids.kiosk).driveId).toBe(ids.handbook);
});

test("who joins or leaves a shared drive is told so in their own log", async () => {
  const { drive, ids } = company;
  const secret = drive.createSharedDrive({ name: "Secret", members: { [ids.cleo]: "organizer" } });
  const ann = await follow({ subject: ids.ann });
  drive.share(secret, { type: "user", role: "reader", emailAddress: ids.ann });
  expect(await ann()).toEqual([secret]);
  drive.unshare(secret, ids.ann);
  expect(await ann()).toEqual([`-${secret}`]);
  const withoutDrives = await follow({
    subject: ids.cleo,
    includeItemsFromAllDrives: false,
  });
  drive.rename(secret, "Less secret");
  expect(await withoutDrives()).toEqual([]);
});

test("what is lost in between pages is not forgotten", async () => {
  const { drive, ids } = company;
  drive.share(ids.budget, { type: "user", role: "reader", emailAddress: ids.cleo });
  drive.share(ids.notes, { type: "user", role: "reader", emailAddress: ids.cleo });
  const cleo = await follow({ subject: ids.cleo, pageSize: 1 });
  drive.unshare(ids.budget, ids.cleo);
  drive.edit(ids.notes, "Edited.");
  // The last event of the budget now lies behind the first page, and does not take it from her.
  drive.edit(ids.budget, "Edited.");
  expect(await cleo()).toEqual(["notes", "-budget"]);
});

test("parameters leave out what they say", async () => {
  const { drive, ids } = company;
  drive.share(ids.notes, { type: "user", role: "reader", emailAddress: ids.ann });
  const keeping = await follow({ subject: ids.ann, includeRemoved: false });
  const mine = await follow({ subject: ids.ann, restrictToMyDrive: true });
  drive.edit(ids.notes, "Edited.");
  drive.destroy(ids.budget);
  drive.edit(ids.financeFolder, "");
  expect(await keeping()).toEqual(["notes", "financeFolder"]);
  expect(await mine()).toEqual(["-budget", "financeFolder"]);
});

test("what Google leaves open can be had both ways", async () => {
  const { drive, ids } = company;
  drive.share(ids.notes, { type: "user", role: "reader", emailAddress: ids.ann });
  const ann = await follow({ subject: ids.ann });
  drive.setTrashed(ids.financeFolder, true);
  drive.expire(ids.notes, ids.ann);
  expect(await ann()).toEqual(["financeFolder"]);
  drive.unshare(ids.notes, ids.ann);
  drive.reports.trashReachesDown = true;
  drive.reports.expiry = true;
  drive.setTrashed(ids.financeFolder, false);
  expect(await ann()).toEqual(["financeFolder", "budget"]);
  const expirationTime = new Date(drive.now() + 60_000).toISOString();
  drive.share(ids.notes, { type: "user", role: "reader", emailAddress: ids.ann, expirationTime });
  expect(await ann()).toEqual(["notes"]);
  drive.advance(61_000);
  expect(await ann()).toEqual(["-notes"]);
});

test("tokens of another log, of a time to come or of long ago are refused", async () => {
  const { drive, ids } = company;
  const ben = company.as(ids.ben);
  const start = await ben.changes.getStartPageToken();
  const pageToken = start.data.startPageToken ?? "";
  const invalid = refusal(400, { reason: "invalid", location: "pageToken" });
  const list = (params: object) => ben.changes.list({ pageToken, ...params });
  await expect(list({ ...ALL, driveId: ids.handbook })).rejects.toMatchObject(invalid);
  await expect(list({ pageToken: "999999" })).rejects.toMatchObject(invalid);
  await expect(list({ driveId: ids.handbook })).rejects.toMatchObject({ status: 403 });
  await expect(list({ ...ALL, driveId: "nowhere" })).rejects.toMatchObject({ status: 404 });
  expect((await list({})).status).toBe(200);
  drive.tree.log.expireTokens();
  await expect(list({})).rejects.toMatchObject(invalid);
});
