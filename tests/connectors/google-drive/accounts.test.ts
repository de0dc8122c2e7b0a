import { createHash } from "node:crypto";
import { expect, onTestFinished, test } from "vitest";
import { ConnectorError } from "../../../connectors/connector.ts";
import { googleDrive } from "../../../connectors/google-drive/index.ts";
import { readChanges } from "../../contracts/connector-contract.ts";
import { seedCompany } from "../../counterparts/google-drive/seeds/seed-company.ts";
import { fixedSecret } from "../../support/fixed-secret.ts";
import { ANN, openCounterpart, SCOPE } from "./drive-fixture.ts";

const client = (world: World) => world.world.accounts.createApp(["http://localhost:8080/done"]);

async function open() {
  const world = await openCounterpart();
  onTestFinished(() => world.counterpart.close());
  return { ...world, seeded: seedCompany(world.drive) };
}

type World = Awaited<ReturnType<typeof open>>;

/** What an admin is told when the source is added. */
async function check(world: World, settings: Record<string, string> = {}, secret = world.key) {
  const connector = world.connect(settings, secret);
  try {
    return (await connector.check?.(new AbortController().signal)) ?? [];
  } catch (error) {
    expect(error).toBeInstanceOf(ConnectorError);
    return (error as Error).message;
  }
}

test("a key in order has nothing to say", async () => {
  expect(await check(await open())).toEqual([]);
});

test.each([
  ["", "no service account key"],
  ["{}", "no service account key"],
  ["AIzaSyC-something", "no service account key"],
  [
    JSON.stringify({ type: "service_account", client_email: "a@b.c", private_key: "nonsense" }),
    "private key that cannot be read",
  ],
])("a secret that is no key is said to be none: %s", async (secret, sentence) => {
  expect(await check(await open(), {}, secret)).toContain(sentence);
});

test("a key that was deleted", async () => {
  const world = await open();
  world.world.accounts.deleteKeys(world.email);
  expect(await check(world)).toMatch(/does not know this key of reader@.*: it was deleted/);
});

test("delegation that was not granted, or not for the scope", async () => {
  const world = await open();
  world.world.accounts.setDelegatedScopes(world.email, []);
  const sentence = `${world.email} may not act for ${ANN}: in the Google Admin console`;
  expect(await check(world)).toContain(sentence);
  world.world.accounts.setDelegatedScopes(world.email, [`${SCOPE}.metadata`]);
  expect(await check(world)).toContain(`the scope ${SCOPE}`);
});

test("a subject that the domain does not know", async () => {
  const world = await open();
  expect(await check(world, { subject: "nobody@acme.example" })).toMatch(
    /knows nobody called nobody@acme.example|may not act for nobody@acme.example/,
  );
});

test("the API that is not enabled", async () => {
  const world = await open();
  world.world.isApiEnabled = false;
  expect(await check(world)).toContain("The Google Drive API is not enabled in the project");
});

test("unknown drives and folders, and what is no folder", async () => {
  const world = await open();
  expect(await check(world, { drives: "0Aunknown000000" })).toContain("no shared drive 0Aunknown");
  expect(await check(world, { folders: "1unknown000000" })).toContain("no folder 1unknown");
  expect(await check(world, { folders: world.seeded.leave })).toContain("is no folder");
});

test("a service account that nothing is shared with, and then a folder to edit or to read", async () => {
  const world = await open();
  const { drive, seeded } = world;
  const settings = { subject: "" };
  expect(await check(world, settings)).toEqual([
    `Nothing is shared with ${world.email} yet: share a folder with it, or add it to a shared drive.`,
  ]);
  const folders = seeded.projects;
  drive.share(folders, { type: "user", role: "reader", emailAddress: world.email });
  expect(await check(world, { ...settings, folders })).toEqual([
    expect.stringContaining("may not see who files are shared with"),
  ]);
  const documents = async (given: Record<string, string> = {}) => {
    const changes = await readChanges(world.connect({ ...settings, ...given, folders }));
    return changes.filter(({ type }) => type !== "checkpoint");
  };
  const asReader = await documents();
  expect(asReader.filter(({ type }) => type === "document-changed")).toEqual([]);
  expect(asReader[0]).toMatchObject({
    type: "document-failed",
    reason: expect.stringContaining("cannot be given to anyone"),
    readers: { readableBy: [] },
  });
  const [given] = await documents({ unknownReaders: "audience" });
  expect(given).toMatchObject({ type: "document-changed" });
  expect(given).not.toHaveProperty("document.readableBy");
  drive.share(folders, { type: "user", role: "writer", emailAddress: world.email });
  expect(await check(world, { ...settings, folders })).toEqual([]);
  const [found] = await documents();
  expect(found).toMatchObject({ document: { path: "Projects › Kiosk" } });
});

test("an access token that ran out in the middle of a run is renewed", async () => {
  const world = await open();
  let count = 0;
  world.world.onRequest = () => {
    count += 1;
    if (count === 4) world.world.accounts.expireTokens();
  };
  const changes = await readChanges(world.connect());
  expect(changes.filter(({ type }) => type === "document-failed")).toEqual([]);
  expect(world.world.tokenRequests).toHaveLength(2);
});

test("a person grants access in a browser, the token is renewed, and revoking it is noticed", async () => {
  const world = await open();
  const app = client(world);
  const settings = googleDrive.settings.parse(world.addresses) as never;
  const verifier = "a-verifier-of-at-least-forty-three-characters-long";
  const url = new URL(
    googleDrive.oauth?.authorizeUrl(
      app,
      {
        redirectUri: "http://localhost:8080/done",
        state: "s1",
        codeChallenge: createHash("sha256").update(verifier).digest("base64url"),
      },
      settings,
    ) ?? "",
  );
  const asked = Object.fromEntries(url.searchParams);
  expect(asked).toMatchObject({ access_type: "offline", prompt: "consent", scope: SCOPE });
  const code = world.world.accounts.createCode({
    clientId: app.clientId,
    redirectUri: asked.redirect_uri ?? "",
    email: ANN,
    scopes: [SCOPE],
    challenge: asked.code_challenge,
    isOffline: true,
    isAsked: true,
  });
  const reply = { code, redirectUri: "http://localhost:8080/done", codeVerifier: verifier };
  const { signal } = new AbortController();
  const grant = (await googleDrive.oauth?.exchange(app, reply, settings, signal)) ?? "";
  const expired = JSON.stringify({ ...JSON.parse(grant), expiresAt: 1 });
  const secret = fixedSecret(expired);
  const connector = googleDrive.create(googleDrive.settings.parse(world.addresses), secret);
  // Nobody was asked to grant what only an admin can.
  expect(await connector.check?.(signal)).toEqual([expect.stringContaining("set `groupsAdmin`")]);
  expect(JSON.parse(await secret.read()).expiresAt).toBeGreaterThan(Date.now());
  world.world.accounts.revoke(ANN);
  const told = await check(world, { subject: "" }, expired);
  expect(told).toContain("has expired or was revoked: grant it again");
});
