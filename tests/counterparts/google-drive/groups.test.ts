import { afterEach, beforeEach, expect, test } from "vitest";
import { type Company, openCompany, refusal } from "./checks/open-company.ts";
import { ask, reasonOf } from "./checks/raw-client.ts";
import { directoryClient, MEMBERS_READONLY, READONLY } from "./checks/sdk-client.ts";

let company: Company;
beforeEach(async () => {
  company = await openCompany();
  company.world.accounts.setDelegatedScopes(company.account, [READONLY, MEMBERS_READONLY]);
});
afterEach(() => company.close());

const directory = (subject = company.ids.ann, scopes = [MEMBERS_READONLY]) =>
  directoryClient(company.counterpart, company.key, { subject, scopes });

async function listed(groupKey: string, more: object = {}) {
  const { data } = await directory().members.list({ groupKey, ...more });
  return data.members?.map(({ email, type, status }) => [email ?? "", type, status ?? ""]);
}

test("members have an address, a type and a status, whatever the group is called by", async () => {
  const { drive, ids } = company;
  drive.createGroup("team@acme.example", [ids.ben, "zoe@other.example", ids.finance], "Team", {
    aliases: ["crew@acme.example"],
    holdsCompany: true,
  });
  drive.setSuspended(ids.ben, true);
  const expected = [
    ["ben@acme.example", "USER", "SUSPENDED"],
    ["zoe@other.example", "USER", ""],
    ["finance@acme.example", "GROUP", "ACTIVE"],
    ["", "CUSTOMER", ""],
  ];
  for (const key of ["team@acme.example", "Crew@acme.example"]) {
    expect((await listed(key))?.sort()).toEqual(expected.sort());
  }
  expect(await listed("team@acme.example", { roles: "OWNER" })).toBeUndefined();
});

test("derived members are those of groups in it too, each once", async () => {
  const { drive, ids, world } = company;
  drive.createGroup("outer@acme.example", [ids.ann, ids.staff]);
  const derived = { includeDerivedMembership: true };
  const addresses = async () => (await listed("outer@acme.example", derived))?.map(([one]) => one);
  const people = [ids.ann, ids.ben, ids.cleo];
  expect((await addresses())?.sort()).toEqual(people);
  world.groupLists = { ...world.groupLists, namesGroups: true };
  expect((await addresses())?.sort()).toEqual([...people, ids.staff].sort());
  world.groupLists = { ...world.groupLists, expandsGroups: false };
  expect((await addresses())?.sort()).toEqual([ids.ann, ids.staff]);
  world.groupLists = { expandsGroups: true, namesGroups: false, expandsCompany: true };
  drive.createGroup("outer@acme.example", [], "Outer", { holdsCompany: true });
  expect((await addresses())?.sort()).toEqual(people);
});

test("a list comes in pages of 200 at most, and a mask leaves the rest out", async () => {
  const { drive } = company;
  const many = Array.from({ length: 250 }, (_, n) => drive.createUser(`p${n}@acme.example`));
  const groupKey = drive.createGroup("many@acme.example", many);
  const client = directory();
  const first = (await client.members.list({ groupKey, maxResults: 500 })).data;
  expect(first.members).toHaveLength(200);
  const pageToken = first.nextPageToken ?? "";
  const more = { groupKey, maxResults: 500, pageToken };
  expect((await client.members.list(more)).data).toMatchObject({
    kind: "admin#directory#members",
    members: expect.objectContaining({ length: 50 }),
  });
  const masked = await client.members.list({ groupKey, fields: "members(email)", maxResults: 1 });
  expect(masked.data).toEqual({ members: [{ email: expect.any(String) }] });
});

test("an admin with the scope is told, nobody else; what is not there is not found", async () => {
  const { ids, world, drive } = company;
  const groupKey = ids.staff;
  const status = (code: number, reason: string) => refusal(code, { reason });
  const ask = (client: ReturnType<typeof directory>, key = groupKey) =>
    client.members.list({ groupKey: key });
  await expect(ask(directory(ids.ben))).rejects.toMatchObject(status(403, "forbidden"));
  await expect(ask(directory(ids.ann, [READONLY]))).rejects.toMatchObject(
    status(403, "insufficientPermissions"),
  );
  await expect(ask(directory(), "none@acme.example")).rejects.toMatchObject(
    status(404, "notFound"),
  );
  drive.createGroup("theirs@other.example", [], "Theirs", { isForeign: true });
  await expect(ask(directory(), "theirs@other.example")).rejects.toMatchObject(
    status(403, "forbidden"),
  );
  world.isDirectoryEnabled = false;
  await expect(ask(directory())).rejects.toMatchObject(status(403, "accessNotConfigured"));
  // They are switched on one by one.
  expect((await company.as(ids.ann).files.list()).status).toBe(200);
});

test.each([
  ["members?colour=red", 400, "badRequest"],
  ["members?maxResults=0", 400, "invalidParameter"],
  ["members?pageToken=made-up", 400, "invalid"],
  ["members?fields=colour", 400, "invalidParameter"],
  ["nothing", 404, "notFound"],
])("GET …/%s is refused", async (path, status, reason) => {
  const { counterpart, world, ids } = company;
  const { token } = world.accounts.issue(ids.ann, [MEMBERS_READONLY]);
  const reply = await ask(counterpart, `/admin/directory/v1/groups/${ids.staff}/${path}`, {
    token,
  });
  expect({ status: reply.status, reason: reasonOf(reply.value) }).toEqual({ status, reason });
});

test("the directory asks for patience in its own words too", async () => {
  const { world, ids } = company;
  world.faults = { rateLimited: 1, serverError: 0, cut: 0 };
  const said = new Set<string>();
  const { token } = world.accounts.issue(ids.ann, [MEMBERS_READONLY]);
  for (let n = 0; n < 20; n += 1) {
    const path = `/admin/directory/v1/groups/${ids.staff}/members`;
    said.add(String(reasonOf((await ask(company.counterpart, path, { token })).value)));
  }
  expect(said).toContain("quotaExceeded");
});
