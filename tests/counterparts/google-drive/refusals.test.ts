import { afterEach, beforeEach, expect, test } from "vitest";
import { type Company, listAll, openCompany, refusal } from "./checks/open-company.ts";
import { ask, reasonOf, tokenFor } from "./checks/raw-client.ts";
import { seedCompany } from "./seeds/seed-company.ts";
import { startGoogleDriveCounterpart } from "./start-google-drive-counterpart.ts";

let company: Company;
beforeEach(async () => {
  company = await openCompany();
});
afterEach(() => company.close());

test.each([
  "name is 'Kiosk'",
  "trashed",
  "trashed = 'false'",
  "name > 'Kiosk'",
  "colour = 'red'",
  "(name = 'Kiosk'",
  "name = 'Kiosk' name = 'Kiosk'",
  "modifiedTime > 'yesterday'",
  "name = Kiosk",
  "'x' in colours",
  "name = 'Kiosk",
  "and",
])("a search for %s is refused", async (q) => {
  const refused = company.as(company.ids.ben).files.list({ q });
  await expect(refused).rejects.toMatchObject(refusal(400, { reason: "invalid", location: "q" }));
});

test("a folder that is not there is refused, not empty", async () => {
  const refused = company.as(company.ids.ben).files.list({ q: "'nowhere' in parents" });
  await expect(refused).rejects.toMatchObject({ status: 404 });
});

test("a page token is good for the question and the person that it came from", async () => {
  const params = { pageSize: 2, orderBy: "name" };
  const { nextPageToken } = (await company.as(company.ids.ben).files.list(params)).data;
  const pageToken = nextPageToken ?? "";
  expect((await company.as(company.ids.ben).files.list({ ...params, pageToken })).status).toBe(200);
  for (const [subject, more] of [
    [company.ids.ben, { pageSize: 3, pageToken }],
    [company.ids.ann, { pageToken }],
    [company.ids.ben, { pageToken: "made-up" }],
  ] as const) {
    await expect(company.as(subject).files.list({ ...params, ...more })).rejects.toMatchObject(
      refusal(400, { location: "pageToken" }),
    );
  }
});

test.each([
  ["files?colour=red", 400, "badRequest"],
  ["files?pageSize=many", 400, "invalid"],
  ["files?pageSize=0", 400, "invalidParameter"],
  ["files?orderBy=colour", 400, "invalid"],
  ["files?corpora=world", 400, "invalid"],
  ["files?corpora=drive", 400, "invalid"],
  ["files?spaces=photos", 400, "invalid"],
  ["files?includeItemsFromAllDrives=true", 403, "supportsTeamDrivesRequired"],
  ["files?supportsAllDrives=maybe", 400, "invalid"],
  ["files/nowhere", 404, "notFound"],
  ["files/root?acknowledgeAbuse=true", 403, "invalidAbuseAcknowledgment"],
  ["changes", 400, "required"],
  ["changes?pageToken=x", 400, "invalid"],
  ["drives?useDomainAdminAccess=true", 400, "invalid"],
  ["drives/nowhere", 404, "notFound"],
  ["nothing", 404, "notFound"],
])("GET %s is refused", async (path, status, reason) => {
  const token = tokenFor(company.counterpart, company.ids.ben);
  const reply = await ask(company.counterpart, `/drive/v3/${path}`, { token });
  expect({ status: reply.status, reason: reasonOf(reply.value) }).toEqual({ status, reason });
});

test("pages may be short, and the first empty", async () => {
  const whole = await listAll(company.as(company.ids.ben), { orderBy: "name" });
  company.world.hasShortPages = true;
  const ben = company.as(company.ids.ben);
  expect((await ben.files.list({ orderBy: "name" })).data).toMatchObject({
    files: [],
    nextPageToken: expect.any(String),
  });
  expect(await listAll(ben, { orderBy: "name", pageSize: 3 })).toEqual(whole);
});

test("over its budget it asks to wait, and counts what it let through", async () => {
  company.world.budget = { requests: 3, windowMs: 60_000 };
  const token = tokenFor(company.counterpart, company.ids.ben);
  const replies = [];
  for (let n = 0; n < 5; n += 1) {
    replies.push(await ask(company.counterpart, "/drive/v3/files", { token }));
  }
  expect(replies.map(({ status }) => status)).toEqual([200, 200, 200, 429, 429]);
  expect(Number(replies.at(-1)?.headers.get("retry-after"))).toBeGreaterThan(0);
});

test("faults come as often as asked for, the same in every run", async () => {
  const outcomes = async () => {
    const other = await startGoogleDriveCounterpart({ seed: 5 });
    seedCompany(other.world.drive);
    other.world.faults = { rateLimited: 0.3, serverError: 0.2, cut: 0.1 };
    const token = tokenFor(other, company.ids.ben);
    const found: string[] = [];
    for (let n = 0; n < 60; n += 1) {
      const reply = await ask(other, "/drive/v3/files", { token }).catch(() => undefined);
      found.push(`${reply?.status} ${reasonOf(reply?.value)}`);
    }
    await other.close();
    return found;
  };
  const first = await outcomes();
  expect(await outcomes()).toEqual(first);
  expect(new Set(first)).toEqual(
    new Set([
      "200 undefined",
      "403 userRateLimitExceeded",
      "403 rateLimitExceeded",
      "429 rateLimitExceeded",
      "500 internalError",
      "503 transientError",
      "undefined undefined",
    ]),
  );
});

test("lists that make no sense can be had", async () => {
  const ben = company.as(company.ids.ben);
  company.world.nonsense = "lists-nothing";
  expect(await listAll(ben)).toEqual([]);
  company.world.nonsense = "repeats-page-tokens";
  const { nextPageToken } = (await ben.files.list({ pageSize: 2 })).data;
  const pageToken = nextPageToken ?? "";
  expect((await ben.files.list({ pageSize: 2, pageToken })).data.nextPageToken).toBe(pageToken);
});
