import { expect, test } from "vitest";
import { ConnectorError } from "../../../../connectors/connector.ts";
import { googleDrive } from "../../../../connectors/google-drive/index.ts";
import { readChanges } from "../../../contracts/connector-contract.ts";
import { serve } from "../../../counterparts/shared/serve.ts";
import { DIRECTORY_SCOPE, SCOPE } from "../drive-fixture.ts";
import { ADMIN, ANN, BEN, CLEO, openGroups } from "./groups-fixture.ts";

const STAFF = "google-group:staff@acme.example";
const { signal } = new AbortController();

type World = Awaited<ReturnType<typeof openGroups>>;

/** What an admin is told when the source is added. */
const check = async ({ connect }: World, settings: Record<string, string> = {}, secret?: string) =>
  connect(settings, secret).check?.(signal);

async function refused(asked: Promise<unknown>): Promise<ConnectorError> {
  const error = await asked.then(() => undefined).catch((cause: unknown) => cause);
  expect(error).toBeInstanceOf(ConnectorError);
  return error as ConnectorError;
}

test("somebody who is no admin is not told, and `groupsAdmin` names who is", async () => {
  const world = await openGroups();
  const { tell, seeded } = world;
  const asBen = { subject: seeded.ben };
  const reason = `Google does not tell ben@acme.example who is in this group (Not Authorized to access this resource/api): that takes the scope ${DIRECTORY_SCOPE}, for a service account with domain-wide delegation for it and an admin as its subject (\`groupsAdmin\`).`;
  expect(await tell([seeded.staff], asBen)).toEqual([
    { type: "group-failed", principal: STAFF, reason },
  ]);
  expect(await check(world, asBen)).toEqual([
    `Who is in a group cannot be told, so what is shared with a group is shown to nobody by it: ${reason}`,
  ]);
  const named = { ...asBen, groupsAdmin: ADMIN };
  expect(await tell([seeded.staff], named)).toMatchObject([{ members: [ANN, BEN, CLEO] }]);
  expect(await check(world, named)).toEqual([]);
});

test("a service account without a subject is told when it was made an admin itself", async () => {
  const { tell, seeded, drive, email } = await openGroups();
  expect(await tell([seeded.staff], { subject: "" })).toMatchObject([
    { type: "group-failed", reason: expect.stringContaining(`does not tell ${email}`) },
  ]);
  drive.createUser(email, { isAdmin: true });
  expect(await tell([seeded.finance], { subject: "" })).toMatchObject([{ members: [ANN] }]);
});

test("delegation that was not granted for the directory stops groups, and nothing else", async () => {
  const world = await openGroups();
  const { tell, seeded, connect } = world;
  world.world.accounts.setDelegatedScopes(world.email, [SCOPE]);
  const error = await refused(tell([seeded.staff]));
  expect(error).toMatchObject({ code: "unauthorized" });
  expect(error.message).toContain(`may not act for ann@acme.example: in the Google Admin console`);
  expect(error.message).toContain(DIRECTORY_SCOPE);
  const [note, ...rest] = (await check(world)) ?? [];
  expect(rest).toEqual([]);
  expect(note).toMatch(
    /^Who is in a group cannot be told, .* allow its client ID the scope .*readonly\.$/,
  );
  const changes = await readChanges(connect());
  expect(changes.filter(({ type }) => type === "document-failed")).toEqual([]);
  world.world.accounts.setDelegatedScopes(world.email, [SCOPE, DIRECTORY_SCOPE]);
  const nobody = refused(tell([seeded.staff], { groupsAdmin: "nobody@acme.example" }));
  expect((await nobody).message).toContain("check the setting `groupsAdmin`");
});

test("the Admin SDK that is not enabled is said, and keeps nothing else from being read", async () => {
  const world = await openGroups();
  world.world.isDirectoryEnabled = false;
  const error = await refused(world.tell([world.seeded.staff, world.seeded.finance]));
  expect(error.message).toMatch(/^The Admin SDK API is not enabled in the project of the key/);
  expect(await check(world)).toEqual([expect.stringContaining("The Admin SDK API is not enabled")]);
});

test("a person's grant covers the directory where `groupsAdmin` says so", async () => {
  const { world, addresses, tell, seeded } = await openGroups();
  const app = world.accounts.createApp(["http://localhost:8080/done"]);
  const request = { redirectUri: "http://localhost:8080/done", state: "s1", codeChallenge: "c1" };
  const scopes = (settings: object) => {
    const parsed = googleDrive.settings.parse({ ...addresses, ...settings });
    const url = new URL(googleDrive.oauth?.authorizeUrl(app, request, parsed) ?? "");
    return [url.searchParams.get("scope")?.split(" "), url.searchParams.get("login_hint")];
  };
  expect(scopes({})).toEqual([[SCOPE], null]);
  expect(scopes({ groupsAdmin: ADMIN })).toEqual([[SCOPE, DIRECTORY_SCOPE], ADMIN]);
  const grant = (granted: string[]) =>
    JSON.stringify({
      ...{ type: "oauth", ...app, accessToken: "old", expiresAt: 1 },
      refreshToken: world.accounts.grant(app.clientId, ADMIN, granted),
    });
  const settings = { subject: "" };
  const error = await refused(tell([seeded.staff], settings, grant([SCOPE])));
  expect(error.message).toMatch(
    /does not cover .*member\.readonly: set `groupsAdmin`, and let that/,
  );
  expect(await tell([seeded.staff], settings, grant([SCOPE, DIRECTORY_SCOPE]))).toMatchObject([
    { members: [ANN, BEN, CLEO] },
  ]);
});

test("faults on the way do not show, and a group that cannot be had keeps no other away", async () => {
  const { tell, seeded, world } = await openGroups();
  world.faults = { rateLimited: 0.2, serverError: 0.2, cut: 0.1 };
  expect(await tell([seeded.staff, seeded.finance])).toMatchObject([
    { members: [ANN, BEN, CLEO] },
    { members: [ANN] },
  ]);
  world.faults = { rateLimited: 0, serverError: 0, cut: 0 };
  world.onRequest = ({ path }) => {
    world.faults = { ...world.faults, serverError: path.includes("staff") ? 1 : 0 };
  };
  world.faults = { ...world.faults, serverError: 1 };
  const told = await tell([seeded.staff, seeded.finance]);
  expect(told.at(-1)).toMatchObject({ type: "group", members: [ANN] });
  expect(told[0]).toMatchObject({
    ...{ type: "group-failed", principal: STAFF },
    reason: expect.stringMatching(/^Google's directory answered with an error \(50\d\): the next/),
  });
});

test("a list that has no end, or is none, is a failure and no empty group", async () => {
  const { tell, seeded, world, addresses } = await openGroups();
  world.nonsense = "repeats-page-tokens";
  expect(await tell([seeded.staff])).toMatchObject([
    { type: "group-failed", reason: expect.stringContaining("goes round in circles") },
  ]);
  world.nonsense = "lists-empty-entries";
  expect(await tell([seeded.staff])).toMatchObject([{ unknownMembers: 1 }]);
  for (const [status, body] of [
    [200, "<html>Hello</html>"],
    [200, "null"],
    [200, '{"members": "all"}'],
    [404, "<html>Nothing here</html>"],
  ] as const) {
    const page = await serve((_, response) => response.writeHead(status).end(body));
    const apiUrl = page.url;
    const [report] = await tell([seeded.staff], { ...addresses, apiUrl }).finally(page.close);
    expect(report, body).toMatchObject({ type: "group-failed" });
  }
});

test("a directory that cannot be reached is not tried for each of many groups", async () => {
  const { tell, addresses, world } = await openGroups();
  const groups = Array.from({ length: 50 }, (_, n) => `g${n}@acme.example`);
  const asked = tell(groups, { ...addresses, apiUrl: "http://127.0.0.1:1" });
  expect(await refused(asked)).toMatchObject({ code: "unavailable" });
  expect(world.requests).toEqual([]);
});

test("a run that is called off asks for nothing more", async () => {
  const { connect, seeded, world } = await openGroups();
  const abort = new AbortController();
  const wanted = [STAFF, `google-group:${seeded.finance}`];
  const read = (async () => {
    for await (const _ of connect().groups?.(wanted, abort.signal) ?? []) {
      abort.abort(new Error("enough"));
    }
  })();
  await expect(read).rejects.toThrow("enough");
  expect(world.requests.some(({ path }) => path.includes("finance"))).toBe(false);
});
