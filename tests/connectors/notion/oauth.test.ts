import { expect, onTestFinished, test } from "vitest";
import { notion } from "../../../connectors/notion/index.ts";
import type { NotionSettings } from "../../../connectors/notion/settings.ts";
import { readGrant } from "../../../connectors/shared/oauth/oauth-grant.ts";
import { documentsIn, readChanges } from "../../contracts/connector-contract.ts";
import { fixedSecret } from "../../support/fixed-secret.ts";
import { makeWorkspace } from "./notion-fixture.ts";

const REDIRECT = "http://127.0.0.1:9999/oauth/callback";
const { signal } = new AbortController();

async function open() {
  const world = await makeWorkspace();
  onTestFinished(() => world.counterpart.close());
  const { oauth } = world.world;
  const flow = notion.oauth ?? expect.fail("Notion has no OAuth");
  const given = { apiUrl: world.counterpart.apiUrl, requestsPerMinute: "1000000" };
  const settings = notion.settings.parse(given) as NotionSettings;
  const client = { ...oauth.app };

  /** What an admin does in the browser; the address that they come back to. */
  async function consent(choice: "allow" | "deny", redirectUri = REDIRECT): Promise<URL> {
    const request = { redirectUri, state: "st4te", codeChallenge: "unused" };
    const url = flow.authorizeUrl(client, request, settings);
    const page = await fetch(url);
    expect(await page.text()).toContain("Allow access");
    const body = new URLSearchParams({ choice });
    const reply = await fetch(url, { method: "POST", body, redirect: "manual" });
    return new URL(reply.headers.get("location") ?? "");
  }

  async function grant(redirectUri = REDIRECT): Promise<string> {
    const code = (await consent("allow")).searchParams.get("code") ?? "";
    return flow.exchange(client, { code, redirectUri, codeVerifier: "unused" }, settings, signal);
  }

  async function read(secret: ReturnType<typeof fixedSecret>) {
    return documentsIn(await readChanges(notion.create(settings, secret)));
  }
  return { ...world, flow, oauth, settings, client, consent, grant, read };
}

test("an admin's consent becomes a grant that reads what was shared", async () => {
  const { consent, grant, read } = await open();
  const back = await consent("allow");
  expect(back.origin + back.pathname).toBe(REDIRECT);
  expect(back.searchParams.get("state")).toBe("st4te");
  const secret = await grant();
  expect(readGrant(secret)).toMatchObject({ type: "oauth", refreshToken: expect.any(String) });
  expect(await read(fixedSecret(secret))).toHaveLength(5);
});

test("consent that is not given comes back as an error, without a code", async () => {
  const { consent } = await open();
  const { searchParams } = await consent("deny");
  expect([...searchParams.keys()].sort()).toEqual(["error", "state"]);
});

test("tokens that have run out are renewed once, and the newer ones are kept", async () => {
  const { grant, oauth, read, world } = await open();
  const secret = fixedSecret(await grant());
  const first = readGrant(await secret.read());
  oauth.expireAccess();
  expect(await read(secret)).toHaveLength(5);
  const second = readGrant(await secret.read());
  expect(second?.accessToken).not.toBe(first?.accessToken);
  expect(second?.refreshToken).not.toBe(first?.refreshToken);
  const renewals = () => world.requests.filter(({ path }) => path === "/v1/oauth/token").length;
  expect(renewals()).toBe(2);
  expect(await read(secret)).toHaveLength(5);
  expect(renewals()).toBe(2);
});

test("a token that runs out in the middle of a run is renewed there", async () => {
  const { grant, oauth, read, world } = await open();
  const secret = fixedSecret(await grant());
  let requests = 0;
  world.onRequest = () => {
    requests += 1;
    if (requests === 5) oauth.expireAccess();
  };
  expect(await read(secret)).toHaveLength(5);
});

test("access that was taken back is one sentence that says what to do", async () => {
  const { grant, oauth, settings } = await open();
  const connector = notion.create(settings, fixedSecret(await grant()));
  oauth.revokeAll();
  await expect(connector.check?.(signal)).rejects.toMatchObject({
    code: "unauthorized",
    message:
      "Notion does not accept the access that was granted any more, because it was taken back or has run out: grant it again with `sources secret <name> --oauth`.",
  });
});

test("a code is good once, for its own redirect and for its app", async () => {
  const { flow, client, settings, consent } = await open();
  const exchange = (code: string, redirectUri: string, who = client) =>
    flow.exchange(who, { code, redirectUri, codeVerifier: "unused" }, settings, signal);
  const newCode = async () => (await consent("allow")).searchParams.get("code") ?? "";
  const used = await newCode();
  await exchange(used, REDIRECT);
  const refused = { code: "unauthorized", message: /did not accept the consent/ };
  for (const [code, redirectUri] of [
    [used, REDIRECT],
    ["made-up", REDIRECT],
    [await newCode(), "http://127.0.0.1:9999/elsewhere"],
  ] as const) {
    const error = await exchange(code, redirectUri).catch((cause: unknown) => cause);
    expect(error).toMatchObject({ code: refused.code });
    expect((error as Error).message).toMatch(refused.message);
  }
  const wrong = exchange(await newCode(), REDIRECT, { ...client, clientSecret: "wrong" });
  await expect(wrong).rejects.toThrow("copy NOTION_CLIENT_ID and NOTION_CLIENT_SECRET again");
});

test("Notion being away is told from access that was taken back", { timeout: 30_000 }, async () => {
  const { grant, oauth, settings, world } = await open();
  const connector = notion.create(settings, fixedSecret(await grant()));
  oauth.expireAccess();
  world.onRequest = ({ path }) => {
    if (path === "/v1/oauth/token") world.faults = { rateLimited: 0, serverError: 1, cut: 0 };
  };
  world.faults = { rateLimited: 0, serverError: 0, cut: 0 };
  const error = connector.check?.(signal);
  await expect(error).rejects.toMatchObject({ code: "unavailable" });
});
