import { afterAll, beforeAll, expect, onTestFinished, test } from "vitest";
import { SCOPES } from "../../connectors/confluence/api/scopes.ts";
import { seedCompany } from "../counterparts/confluence/seeds/seed-company.ts";
import {
  startConfluenceCounterpart,
  TEST_CLIENT,
  TEST_LOGIN,
} from "../counterparts/confluence/start-confluence-counterpart.ts";
import { allowAccess } from "../support/allow-access.ts";
import { createFootnote } from "../support/footnote.ts";
import { readStored } from "../support/state.ts";
import { writeFiles } from "../support/temporary-folder.ts";

// The steps of connectors/confluence/setup.md, as a new admin would take them.
const footnote = createFootnote({
  environment: {
    CONFLUENCE_CLIENT_ID: TEST_CLIENT.clientId,
    CONFLUENCE_CLIENT_SECRET: TEST_CLIENT.clientSecret,
  },
});
writeFiles(footnote.folder, { "token.txt": TEST_LOGIN.apiToken, "wrong.txt": "ATATT-wrong" });
const SCOPED = "ATATT-scoped";
writeFiles(footnote.folder, { "scoped.txt": SCOPED });
const SECRETS = new RegExp(
  `${TEST_LOGIN.apiToken}|${SCOPED}|ATATT-wrong|${TEST_CLIENT.clientSecret}`,
);
const OAUTH_PORT = "3460";

let counterpart: Awaited<ReturnType<typeof startConfluenceCounterpart>>;
let settings: string[];
beforeAll(async () => {
  counterpart = await startConfluenceCounterpart();
  seedCompany(counterpart.world.site);
  const { siteUrl, apiUrl, authUrl } = counterpart;
  const addresses = [`site=${siteUrl}`, `apiUrl=${apiUrl}`, `authUrl=${authUrl}`];
  settings = [...addresses, "requestsPerMinute=100000"].flatMap((one) => ["--set", one]);
});
afterAll(() => counterpart.close());

const withToken = (file = "token.txt", email: string = TEST_LOGIN.email) => [
  ...["--set", `email=${email}`],
  ...["--secret-file", file],
];

async function run(...args: string[]) {
  const { code, stdout, stderr } = await footnote.run(...args);
  expect(stdout + stderr).not.toMatch(SECRETS);
  return { code, stdout, stderr: stderr.trim() };
}

test.each([
  ["a wrong token", () => withToken("wrong.txt"), /does not accept the API token/],
  [
    "a wrong e-mail",
    () => withToken("token.txt", "x@acme.example"),
    /together with the e-mail address x@acme\.example/,
  ],
  ["an unknown space", () => [...withToken(), "--set", "spaces=NOWHERE"], /no space NOWHERE/],
])("%s is told in a sentence, and nothing is kept", async (_, flags, sentence) => {
  const { code, stderr } = await run(
    "sources",
    "add",
    "confluence",
    "wiki",
    ...settings,
    ...flags(),
  );
  expect(stderr).toMatch(sentence);
  expect(stderr.split("\n")).toHaveLength(1);
  expect(code).toBe(1);
  expect(await footnote.json("sources", "list")).toEqual([]);
});

test("a dry run, the source, its readers, an answer with a comment, and an audit", async () => {
  const add = ["sources", "add", "confluence", "wiki", ...settings, ...withToken()];
  const preview = await footnote.json<{
    kinds: Record<string, number>;
    readers: { principals: string[] }[];
  }>(...add, "--dry-run");
  expect(preview.kinds.page).toBeGreaterThan(2);
  await footnote.json(...add);
  expect(await footnote.json("sync", "wiki")).toMatchObject({ failed: 0 });
  const audit = await footnote.json<{ differences: object[] }>("sources", "audit", "wiki");
  expect(audit.differences).toEqual([]);
  const ask = (...as: string[]) =>
    footnote.json<{ outcome: string; text: string; citations: object[] }>(
      "ask",
      "How many days of leave does everybody have a year?",
      ...as.flatMap((principal) => ["--as", principal]),
    );
  // Nobody is a member of the groups that may view a space, unless they are said to be.
  expect((await ask()).outcome).toBe("not-found");
  const [handbook] = preview.readers;
  expect(handbook?.principals).toEqual([expect.stringMatching(/^confluence-group:127\.0\.0\.1:/)]);
  const answer = await ask(...(handbook?.principals ?? []));
  expect(answer.text).toContain("24 days");
  expect(answer.citations[0]).toMatchObject({
    title: "Annual leave",
    url: expect.stringMatching(/\/wiki\/spaces\/HANDBOOK\/pages\/\d+/),
  });
});

test("a token with scopes reads the same, a missing scope is named, a wrong token is told", async () => {
  const { apiTokens, site } = counterpart.world;
  const [accountId = ""] = site.users.keys();
  const { email, apiToken: token } = TEST_LOGIN;
  onTestFinished(() => void apiTokens.set(email, { token, accountId }));
  const give = (scopes: readonly string[]) =>
    apiTokens.set(email, { token: SCOPED, accountId, scopes });
  const add = ["sources", "add", "confluence", "scoped", ...settings];
  give(SCOPES.filter((scope) => scope !== "read:space:confluence"));
  const lacking = await run(...add, ...withToken("scoped.txt"));
  expect(lacking.stderr).toMatch(
    /lack the scope read:space:confluence: make an API token that has/,
  );
  give(SCOPES);
  const wrong = await run(...add, ...withToken("wrong.txt"));
  expect(wrong.stderr).toMatch(/does not accept the API token together with the e-mail address/);
  expect([lacking.code, wrong.code]).toEqual([1, 1]);
  await footnote.json(...add, ...withToken("scoped.txt"));
  const { seen } = await footnote.json<{ seen: number }>("sync", "scoped");
  expect(seen).toBeGreaterThan(5);
  apiTokens.clear();
  const expired = await run("sync", "scoped");
  expect(expired.code).toBe(1);
  expect(expired.stderr).toMatch(/does not accept the API token together with/);
});

test("access that was granted in a browser reads the same, is renewed, and can be taken back", async () => {
  const add = ["sources", "add", "confluence", "granted", ...settings];
  const command = footnote.start(...add, "--oauth", "--oauth-port", OAUTH_PORT);
  expect(await allowAccess(command)).toContain("You can close this page");
  expect(await command.ended).toMatchObject({ code: 0 });
  expect(await footnote.json("sync", "granted")).toMatchObject({ failed: 0 });
  counterpart.world.grants.expireAccessTokens();
  expect(await footnote.json("sync", "granted")).toMatchObject({ failed: 0 });
  // The refresh token was used up by that: the one that came with it must have been kept.
  counterpart.world.grants.expireAccessTokens();
  expect(await footnote.json("sync", "granted")).toMatchObject({ failed: 0 });
  counterpart.world.grants.expireAccessTokens();
  counterpart.world.grants.revoke();
  const { code, stderr } = await run("sync", "granted");
  expect(code).toBe(1);
  expect(stderr).toMatch(/does not renew the granted access/);
  for (const { name, bytes } of await readStored(footnote.dataDir)) {
    expect(bytes.toString("latin1"), name).not.toMatch(SECRETS);
  }
});
