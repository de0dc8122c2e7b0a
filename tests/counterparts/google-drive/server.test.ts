import { afterEach, beforeEach, expect, test } from "vitest";
import { ALL, type Company, listAll, openCompany, refusal } from "./checks/open-company.ts";
import { ask } from "./checks/raw-client.ts";
import { seedFiles } from "./seeds/seed-files.ts";

let company: Company;
beforeEach(async () => {
  company = await openCompany();
});
afterEach(() => company.close());

test("everybody sees what is theirs or shared with them by name", async () => {
  expect((await listAll(company.as(company.ids.ann))).sort()).toEqual(
    [company.ids.financeFolder, company.ids.budget].sort(),
  );
  expect((await listAll(company.as(company.ids.ben))).sort()).toEqual(
    [company.ids.projects, company.ids.kiosk, company.ids.shortcut, company.ids.notes].sort(),
  );
  expect(await listAll(company.as(company.ids.cleo))).toEqual([]);
  expect(await listAll(company.as())).toEqual([]);
  const reader = "reader@footnote-test.iam.gserviceaccount.com";
  company.drive.share(company.ids.projects, {
    type: "user",
    role: "reader",
    emailAddress: reader,
  });
  expect((await listAll(company.as())).sort()).toEqual(
    [company.ids.projects, company.ids.kiosk, company.ids.shortcut].sort(),
  );
  await expect(company.as().files.get({ fileId: company.ids.notes })).rejects.toMatchObject({
    status: 404,
  });
});

test("a link opens what no list shows, and what lies in its folder", async () => {
  const { drive } = company;
  drive.share(company.ids.financeFolder, { type: "anyone", role: "reader" });
  const cleo = company.as(company.ids.cleo);
  expect(await listAll(cleo)).toEqual([]);
  expect((await cleo.files.get({ fileId: company.ids.budget })).data).toMatchObject({
    name: "Budget",
  });
  expect(await listAll(cleo, { q: `'${company.ids.financeFolder}' in parents` })).toEqual([
    company.ids.budget,
  ]);
  expect((await listAll(cleo, { corpora: "domain" })).sort()).toEqual(
    [company.ids.projects, company.ids.kiosk, company.ids.shortcut].sort(),
  );
});

test("shared drives are there for those who say that they know of them", async () => {
  const ben = company.as(company.ids.ben);
  await expect(ben.files.get({ fileId: company.ids.leave })).rejects.toMatchObject({ status: 404 });
  const { data } = await ben.files.get({ fileId: company.ids.leave, supportsAllDrives: true });
  expect(data).toEqual({
    kind: "drive#file",
    id: company.ids.leave,
    name: "Annual leave",
    mimeType: "application/vnd.google-apps.document",
    driveId: company.ids.handbook,
    teamDriveId: company.ids.handbook,
  });
  const inDrive = { ...ALL, corpora: "drive", driveId: company.ids.handbook };
  expect(await listAll(ben, { ...inDrive, q: "trashed = false" })).toHaveLength(6);
  expect(await listAll(ben, { ...inDrive, q: "trashed = true" })).toEqual([company.ids.oldDesk]);
  expect(await listAll(ben, { ...ALL, corpora: "allDrives" })).toHaveLength(11);
  company.drive.unshare(company.ids.handbook, company.ids.staff);
  await expect(listAll(ben, inDrive)).rejects.toMatchObject({ status: 404 });
});

test("a narrowed folder of a shared drive is for those named on it, and organizers", async () => {
  const { drive } = company;
  drive.setLimited(company.ids.people, true);
  const find = (subject: string) =>
    company.as(subject).files.get({ fileId: company.ids.leave, supportsAllDrives: true });
  await expect(find(company.ids.ben)).rejects.toMatchObject({ status: 404 });
  expect((await find(company.ids.ann)).status).toBe(200);
  drive.share(company.ids.people, { type: "user", role: "reader", emailAddress: company.ids.ben });
  expect((await find(company.ids.ben)).status).toBe(200);
});

test.each([
  ["name = 'Kiosk'", ["kiosk"]],
  ["name contains 'notes' or name = 'Kiosk'", ["notes", "kiosk"]],
  ["mimeType = 'application/vnd.google-apps.shortcut'", ["shortcut"]],
  ["mimeType != 'text/plain' and not mimeType contains 'google-apps'", []],
  ["(name = 'Kiosk' or name = 'Projects') and mimeType contains 'folder'", ["projects"]],
  ["name = 'Nothing' and trashed = true or name = 'Kiosk'", ["kiosk"]],
  [
    "'me' in owners and modifiedTime > '2012-06-04T12:00:00'",
    ["projects", "kiosk", "shortcut", "notes"],
  ],
  ["modifiedTime < '2012-06-04T12:00:00Z'", []],
  ["fullText contains 'lobby'", ["kiosk"]],
  ["visibility = 'domainCanFind' and mimeType contains 'folder'", ["projects"]],
  ["sharedWithMe", []],
  ["name = 'It\\'s'", []],
] as const)("a search for %s", async (q, names) => {
  const expected = names.map((name) => company.ids[name]).sort();
  expect((await listAll(company.as(company.ids.ben), { q })).sort()).toEqual(expected);
});

test("lists are sorted, and pages hold each file once while others come and go", async () => {
  const { drive } = company;
  const made = seedFiles(company.world, { files: 60, reader: company.ids.cleo });
  const cleo = company.as(company.ids.cleo);
  const params = { ...ALL, corpora: "drive", driveId: made.rootId, orderBy: "name_natural desc" };
  const names = (await cleo.files.list({ ...params, pageSize: 3 })).data.files;
  expect(names?.map(({ name }) => name)).toEqual(["Folder 2", "Folder 1", "Folder 0"]);
  let gone = 0;
  company.world.onRequest = () => {
    const id = made.ids[gone];
    if (id !== undefined && gone < 5) drive.destroy(id);
    gone += 1;
  };
  const found = await listAll(cleo, { ...params, orderBy: "name", pageSize: 7 });
  expect(new Set(found).size).toBe(found.length);
  expect(found).toEqual(expect.arrayContaining(made.ids.slice(5)));
});

test("a reply has what its mask names, and no more", async () => {
  const ann = company.as(company.ids.ann);
  const get = async (fields: string) =>
    (await ann.files.get({ fileId: company.ids.budget, fields })).data as unknown;
  expect(await get("id,owners/emailAddress")).toEqual({
    id: company.ids.budget,
    owners: [{ emailAddress: company.ids.ann }],
  });
  expect(await get("owners(me, displayName),parents")).toEqual({
    owners: [{ me: true, displayName: "Ann Lee" }],
    parents: [company.ids.financeFolder],
  });
  const { data } = await ann.files.list({ fields: "files(id),nextPageToken" });
  expect(Object.keys(data)).toEqual(["files"]);
  expect(data.files?.map((file) => Object.keys(file))).toEqual([["id"], ["id"]]);
  for (const fields of ["colour", "owners/colour", "id,", "owners(me", "id)", "(id)"]) {
    await expect(get(fields), fields).rejects.toMatchObject(
      refusal(400, { reason: "invalidParameter", location: "fields" }),
    );
  }
  await expect(ann.about.get()).rejects.toMatchObject({ status: 400 });
});

test("parents are named as far as they can be seen", async () => {
  const { drive } = company;
  drive.share(company.ids.budget, { type: "user", role: "reader", emailAddress: company.ids.cleo });
  const fields = "parents,ownedByMe,shared,permissions";
  const { data } = await company
    .as(company.ids.cleo)
    .files.get({ fileId: company.ids.budget, fields });
  expect(data).toEqual({ ownedByMe: false, shared: true });
  expect(await listAll(company.as(company.ids.cleo), { q: "sharedWithMe = true" })).toEqual([
    company.ids.budget,
  ]);
});

test("five thousand files are listed in little time", async () => {
  const {
    rootId,
    ids: made,
    folders,
    brokenIds,
  } = seedFiles(company.world, {
    files: 5_000,
    reader: company.ids.ann,
  });
  expect([made.length, folders, brokenIds.length]).toEqual([5_000, 200, 50]);
  const start = performance.now();
  const found = await listAll(company.as(company.ids.ann), {
    ...ALL,
    corpora: "drive",
    driveId: rootId,
    pageSize: 1_000,
    fields: "nextPageToken,files(id,name,mimeType,parents,modifiedTime,trashed,capabilities)",
  });
  expect(found).toHaveLength(5_200);
  expect(performance.now() - start).toBeLessThan(3_000);
});

test("its drive can be changed from outside", async () => {
  const act = (body: object) => ask(company.counterpart, "/_control/do", { body });
  const { value } = await act({ do: "create", name: "Added", owner: company.ids.ben, text: "Hi." });
  const fileId = String((value as { id: string }).id);
  await act({ do: "rename", id: fileId, name: "Renamed" });
  await act({ do: "edit", id: fileId, text: "Hello." });
  await act({ do: "move", id: fileId, parentId: company.ids.projects });
  const ben = company.as(company.ids.ben);
  const { data } = await ben.files.get({ fileId, fields: "name,parents" });
  expect(data).toEqual({ name: "Renamed", parents: [company.ids.projects] });
  const exported = await ben.files.export({ fileId, mimeType: "text/markdown" });
  expect(exported.data).toBe("Hello.");
  await act({ do: "delete", id: fileId });
  await expect(ben.files.get({ fileId })).rejects.toMatchObject({ status: 404 });
  await act({ do: "misbehave", serverError: 1 });
  await expect(ben.files.list()).rejects.toThrow();
  await act({ do: "misbehave" });
  await act({ do: "delete-keys", email: company.account });
  await expect(company.as(company.ids.ben).files.list()).rejects.toThrow(/invalid_grant/);
  await act({ do: "disable-api" });
  await expect(ben.files.list()).rejects.toMatchObject(
    refusal(403, { reason: "accessNotConfigured" }),
  );
  expect((await act({ do: "dance" })).status).toBe(400);
  expect((await ask(company.counterpart, "/_control/requests")).status).toBe(200);
});
