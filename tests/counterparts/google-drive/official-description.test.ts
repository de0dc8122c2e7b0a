import { afterAll, beforeAll, expect, test } from "vitest";
import {
  hasOfficialDescription,
  type OfficialDescription,
  readOfficialDescription,
  watch,
} from "./checks/official-description.ts";
import { READONLY, serviceClient } from "./checks/sdk-client.ts";
import type { Described } from "./checks/value-errors.ts";
import { KNOWN_FIELDS, type SchemaName, type Shape } from "./replies/known-fields.ts";
import { COMMON, METHODS, type Method, type Parameter } from "./requests/methods.ts";
import { seedCompany } from "./seeds/seed-company.ts";
import {
  type GoogleDriveCounterpart,
  startGoogleDriveCounterpart,
} from "./start-google-drive-counterpart.ts";

const ABSENT = "skipped: no ../shared";
const SCOPE = "https://www.googleapis.com/auth/";

let counterpart: GoogleDriveCounterpart;
let official: OfficialDescription | undefined;
beforeAll(async () => {
  counterpart = await startGoogleDriveCounterpart();
  if (hasOfficialDescription()) official = readOfficialDescription();
});
afterAll(() => counterpart.close());

test.for(Object.values(METHODS) as Method[])(
  "$id takes what the description says, by the same scopes",
  (method, { skip }) => {
    if (official === undefined) return skip(ABSENT);
    const { parameters = {}, scopes, response } = official.method(method.id);
    const described = Object.entries(parameters).filter(([, one]) => one.location === "query");
    const expected = described.map(([name, one]) => [name, one.type, one.required === true]);
    const own = Object.entries(method.query).map(([name, one]) => [
      name,
      one.type,
      one.isRequired === true,
    ]);
    expect(own.sort()).toEqual(expected.sort());
    for (const [name, one] of described) expect(bounds(method.query[name])).toEqual(bounds(one));
    expect(method.scopes.map((scope) => SCOPE + scope).sort()).toEqual([...scopes].sort());
    expect(method.reply).toBe(response?.$ref);
  },
);

function bounds(one: Parameter | Described | undefined) {
  if (one === undefined) return undefined;
  const [least, most] = "least" in one ? [one.least, one.most] : [undefined, undefined];
  const { minimum = least, maximum = most } = one as Described;
  return [minimum, maximum].map((bound) => (bound === undefined ? undefined : Number(bound)));
}

test("every method takes what all take", ({ skip }) => {
  if (official === undefined) return skip(ABSENT);
  expect(Object.keys(COMMON).sort()).toEqual([...official.common].sort());
});

test.for(Object.keys(KNOWN_FIELDS) as SchemaName[])(
  "a mask may name each field of %s, and no other",
  (name, { skip }) => {
    if (official === undefined) return skip(ABSENT);
    compareShape(name, KNOWN_FIELDS[name], official.schema(name), official);
  },
);

function compareShape(place: string, shape: Shape, given: Described, of: OfficialDescription) {
  const inList = given.items ?? given;
  const described = inList.$ref === undefined ? inList : of.schema(inList.$ref);
  const { properties = {} } = described;
  expect(Object.keys(shape).sort(), place).toEqual(Object.keys(properties).sort());
  for (const [name, below] of Object.entries(shape)) {
    const property = properties[name];
    if (below === true || property === undefined) continue;
    compareShape(`${place}.${name}`, below, property, of);
  }
}

test("whole replies of every method fit the description", async ({ skip }) => {
  if (official === undefined) return skip(ABSENT);
  const problems = watch(counterpart, official);
  const { accounts, drive } = counterpart.world;
  const ids = seedCompany(drive);
  drive.share(ids.notes, {
    type: "user",
    role: "reader",
    emailAddress: ids.ann,
    expirationTime: "2100-01-01T00:00:00.000Z",
  });
  const key = accounts.createKey(accounts.createServiceAccount("reader", [READONLY]));
  const shared = { supportsAllDrives: true };
  const all = { ...shared, includeItemsFromAllDrives: true, fields: "*" };
  for (const subject of [ids.ann, ids.ben]) {
    const client = serviceClient(counterpart, key, { subject });
    await client.about.get({ fields: "*" });
    await client.files.list({ ...all, corpora: "allDrives", q: "trashed = false" });
    await client.files.get({ fileId: ids.leave, ...shared, fields: "*" });
    await client.permissions.list({ fileId: ids.leave, ...shared, fields: "*" });
    const { permissions } = (await client.permissions.list({ fileId: ids.handbook, ...shared }))
      .data;
    await client.permissions.get({
      fileId: ids.handbook,
      ...shared,
      permissionId: permissions?.[0]?.id ?? "",
      fields: "*",
    });
    await client.drives.list({ fields: "*" });
    await client.drives.get({ driveId: ids.handbook, fields: "*" });
    const { startPageToken } = (await client.changes.getStartPageToken({ fields: "*" })).data;
    expect(Number(startPageToken)).toBeGreaterThan(1);
    await client.changes.list({ ...all, pageToken: "1" });
  }
  expect(counterpart.world.requests.map(({ status }) => status)).toEqual(
    counterpart.world.requests.map(() => 200),
  );
  expect(problems).toEqual([]);
});

test("what does not fit is found", ({ skip }) => {
  if (official === undefined) return skip(ABSENT);
  const url = "/drive/v3/files";
  expect(official.requestErrors("GET", `${url}?colour=red`)).toEqual(["colour is no parameter"]);
  expect(official.requestErrors("GET", `${url}?pageSize=1001`)).toEqual(["pageSize > 1000"]);
  expect(official.requestErrors("GET", `${url}?pageSize=many`)).toEqual(["pageSize is no integer"]);
  expect(official.requestErrors("GET", "/drive/v3/changes")).toEqual(["pageToken is missing"]);
  expect(official.requestErrors("GET", "/drive/v3/fils")).toHaveLength(1);
  expect(official.replyErrors("GET", url, { files: [{ id: 5, colour: "red" }] })).toEqual([
    "reply.files[0].id is no string",
    "reply.files[0] has no colour",
  ]);
});
