import { afterEach, beforeEach, expect, test } from "vitest";
import { type Company, listAll, openCompany, refusal } from "./checks/open-company.ts";

let company: Company;
beforeEach(async () => {
  company = await openCompany();
});
afterEach(() => company.close());

const FIELDS =
  "nextPageToken,permissions(type,role,emailAddress,domain,allowFileDiscovery,expirationTime,deleted,pendingOwner,permissionDetails)";

async function permissionsOf(fileId: string, subject = company.ids.ann) {
  const params = { fileId, supportsAllDrives: true, fields: FIELDS };
  const { data } = await company.as(subject).permissions.list(params);
  return data.permissions ?? [];
}

test("a file inherits from the folders above it", async () => {
  const { drive, ids } = company;
  drive.share(ids.budget, { type: "user", role: "writer", emailAddress: ids.ben });
  const found = await permissionsOf(ids.budget);
  expect(found).toEqual(
    expect.arrayContaining([
      expect.objectContaining({
        type: "group",
        emailAddress: ids.finance,
        role: "reader",
        permissionDetails: [{ permissionType: "file", role: "reader", inherited: true }],
      }),
      expect.objectContaining({
        type: "user",
        emailAddress: ids.ben,
        role: "writer",
        pendingOwner: false,
        permissionDetails: [{ permissionType: "file", role: "writer", inherited: false }],
      }),
    ]),
  );
  drive.unshare(ids.financeFolder, ids.finance);
  expect((await permissionsOf(ids.budget)).map(({ emailAddress }) => emailAddress).sort()).toEqual(
    [ids.ann, ids.ben].sort(),
  );
});

test("in a shared drive it is said where access comes from", async () => {
  const { drive, ids } = company;
  drive.share(ids.people, { type: "user", role: "writer", emailAddress: ids.cleo });
  drive.share(ids.people, { type: "domain", role: "reader", domain: "acme.example" });
  const found = await permissionsOf(ids.leave, ids.ben);
  const detailsOf = (name: string) =>
    found.find(({ emailAddress, domain }) => [emailAddress, domain].includes(name))
      ?.permissionDetails;
  const inherited = { inherited: true, inheritedFrom: ids.people };
  expect(detailsOf(ids.cleo)).toEqual([{ permissionType: "file", role: "writer", ...inherited }]);
  expect(detailsOf("acme.example")).toEqual([
    { permissionType: "file", role: "reader", ...inherited },
  ]);
  expect(detailsOf(ids.staff)).toEqual([
    { permissionType: "member", role: "reader", inherited: true, inheritedFrom: ids.handbook },
  ]);
  const { data } = await company
    .as(ids.ann)
    .files.get({ fileId: ids.leave, supportsAllDrives: true, fields: "id,permissions" });
  expect(data).toEqual({ id: ids.leave });
});

test("in a My Drive, only who may share a file is told who has it", async () => {
  const { drive, ids } = company;
  drive.share(ids.budget, { type: "user", role: "reader", emailAddress: ids.ben });
  await expect(permissionsOf(ids.budget, ids.ben)).rejects.toMatchObject(
    refusal(403, { reason: "insufficientFilePermissions" }),
  );
  drive.share(ids.budget, { type: "user", role: "writer", emailAddress: ids.ben });
  expect(await permissionsOf(ids.budget, ids.ben)).toHaveLength(3);
  await expect(permissionsOf(ids.budget, ids.cleo)).rejects.toMatchObject({ status: 404 });
});

test("access ends with its time", async () => {
  const { drive, ids } = company;
  const expirationTime = new Date(drive.now() + 60_000).toISOString();
  drive.share(ids.notes, { type: "user", role: "reader", emailAddress: ids.ann, expirationTime });
  expect(await permissionsOf(ids.notes, ids.ben)).toEqual(
    expect.arrayContaining([expect.objectContaining({ emailAddress: ids.ann, expirationTime })]),
  );
  expect(await listAll(company.as(ids.ann))).toContain(ids.notes);
  drive.advance(61_000);
  expect(await permissionsOf(ids.notes, ids.ben)).toHaveLength(1);
  expect(await listAll(company.as(ids.ann))).not.toContain(ids.notes);
  drive.share(ids.notes, { type: "user", role: "reader", emailAddress: ids.ann });
  drive.expire(ids.notes, ids.ann);
  expect(await listAll(company.as(ids.ann))).not.toContain(ids.notes);
});

test("deleted people, links and owners to be are told apart", async () => {
  const { drive, ids } = company;
  drive.share(ids.notes, { type: "user", role: "reader", emailAddress: ids.cleo });
  drive.share(ids.notes, {
    type: "user",
    role: "writer",
    emailAddress: ids.ann,
    pendingOwner: true,
  });
  drive.share(ids.notes, { type: "anyone", role: "reader" });
  drive.deleteUser(ids.cleo);
  const found = await permissionsOf(ids.notes, ids.ben);
  expect(found).toEqual(
    expect.arrayContaining([
      expect.objectContaining({ emailAddress: ids.cleo, deleted: true }),
      expect.objectContaining({ emailAddress: ids.ann, pendingOwner: true }),
      expect.objectContaining({ type: "anyone", allowFileDiscovery: false }),
    ]),
  );
});

test("many permissions come in pages", async () => {
  const { drive, ids } = company;
  const people = Array.from({ length: 130 }, (_, n) => `guest${n}@other.example`);
  for (const emailAddress of people) {
    drive.share(ids.leave, { type: "user", role: "reader", emailAddress });
    drive.share(ids.notes, { type: "user", role: "reader", emailAddress });
  }
  const ann = company.as(ids.ann);
  const params = { fileId: ids.leave, supportsAllDrives: true };
  const first = (await ann.permissions.list(params)).data;
  const pageToken = first.nextPageToken ?? "";
  const second = (await ann.permissions.list({ ...params, pageToken })).data;
  expect([first.permissions?.length, second.permissions?.length]).toEqual([100, 32]);
  expect(second.nextPageToken).toBeUndefined();
  // Elsewhere they come all at once.
  expect(await permissionsOf(ids.notes, ids.ben)).toHaveLength(131);
});

test("drives are listed for their members, and to administrators all", async () => {
  const { drive, ids } = company;
  const secret = drive.createSharedDrive({ name: "Secret", members: { [ids.cleo]: "organizer" } });
  const ann = company.as(ids.ann);
  const idsOf = async (params = {}) =>
    (await ann.drives.list(params)).data.drives?.map(({ id }) => id);
  expect(await idsOf()).toEqual([ids.handbook]);
  expect(await idsOf({ useDomainAdminAccess: true })).toEqual([ids.handbook, secret]);
  expect(await idsOf({ useDomainAdminAccess: true, q: "name contains 'sec'" })).toEqual([secret]);
  await expect(ann.drives.get({ driveId: secret })).rejects.toMatchObject({ status: 404 });
  const asAdmin = { fileId: secret, supportsAllDrives: true, useDomainAdminAccess: true };
  expect((await ann.permissions.list(asAdmin)).data.permissions).toHaveLength(1);
  await expect(company.as(ids.ben).permissions.list(asAdmin)).rejects.toMatchObject({
    status: 404,
  });
});

test("restrictions of a shared drive shut people out, and take no permission away", async () => {
  const { drive, ids, account } = company;
  drive.share(ids.leave, { type: "user", role: "reader", emailAddress: account });
  const seen = async () => {
    const { files } = company.as();
    const asked = files.get({ fileId: ids.leave, supportsAllDrives: true });
    return asked.then(
      () => true,
      () => false,
    );
  };
  const isListed = async () =>
    (await permissionsOf(ids.leave)).some(({ emailAddress }) => emailAddress === account);
  expect(await seen()).toBe(true);
  for (const restrict of [drive.setDomainOnly, drive.setMembersOnly]) {
    restrict(ids.handbook, true);
    expect(await seen()).toBe(false);
    expect(await isListed()).toBe(true);
    restrict(ids.handbook, false);
    expect(await seen()).toBe(true);
  }
});
