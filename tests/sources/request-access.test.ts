import { expect, test } from "vitest";
import { z } from "zod";
import { ConnectorError } from "../../connectors/connector.ts";
import { type ConnectorDefinition, defineConnector } from "../../connectors/definition.ts";
import { requestAccess } from "../../src/sources/secrets/request-access.ts";
import { scriptedConnector } from "../sync/sync-world.ts";
import { openSourcesWorld } from "./sources-world.ts";

const redirectUri = "http://localhost:3459/oauth/callback";

/** A vendor that shows in its address and its grant what it was asked. */
function vendor(): ConnectorDefinition {
  return defineConnector<{ site: string }>({
    kind: "vendor",
    title: "Vendor",
    settings: z.strictObject({ site: z.string() }),
    settingRoles: { site: "address" },
    defaultAudience: undefined,
    secret: { variable: "VENDOR_TOKEN", title: "token" },
    oauth: {
      clientIdVariable: "VENDOR_ID",
      clientSecretVariable: "VENDOR_SECRET",
      authorizeUrl: (client, request, { site }) =>
        `${site}/authorize?${new URLSearchParams({ id: client.clientId, ...request })}`,
      async exchange(client, { code, codeVerifier }) {
        if (code === "old") throw new ConnectorError("unauthorized", "The code is too old.");
        return JSON.stringify({ ...client, code, codeVerifier });
      },
    },
    create: () => scriptedConnector("full", []),
  });
}

async function ask(offered: Record<string, string> = { VENDOR_ID: "id", VENDOR_SECRET: "s" }) {
  const { deps } = await openSourcesWorld([vendor()]);
  const asking = { ...deps, offeredSecret: (variable: string) => offered[variable] };
  const settings = { site: "https://vendor.example" };
  const request = requestAccess({ kind: "vendor", settings, redirectUri }, asking);
  return { request, query: new URL(request.url).searchParams, deps: asking };
}

const { signal } = new AbortController();

test("a link asks for access, and the answer to it becomes the secret", async () => {
  const { request, query } = await ask();
  expect(request.url).toMatch(/^https:\/\/vendor\.example\/authorize\?id=id&/);
  expect(query.get("redirectUri")).toBe(redirectUri);
  const reply = new URLSearchParams({ state: query.get("state") ?? "", code: "c1" });
  expect(request.isReply(reply)).toBe(true);
  const secret = JSON.parse(await request.finish(reply, signal));
  expect(secret).toMatchObject({ clientId: "id", clientSecret: "s", code: "c1" });
  // What was shown is only the verifier's hash.
  expect(secret.codeVerifier).not.toBe("");
  expect(request.url).not.toContain(secret.codeVerifier);
});

test("two requests are told apart, and a made-up answer is none", async () => {
  const [one, other] = [await ask(), await ask()];
  const reply = new URLSearchParams({ state: other.query.get("state") ?? "", code: "c1" });
  expect(one.request.isReply(reply)).toBe(false);
  expect(one.request.isReply(new URLSearchParams({ code: "c1" }))).toBe(false);
});

test.each([
  [
    { error: "access_denied", error_description: "The user said no" },
    /gave no access \(The user said no\)/,
  ],
  [{ code: "old" }, /The code is too old/],
  [{}, /no code was given/],
])("%o is told in a sentence", async (reply, sentence) => {
  const { request } = await ask();
  await expect(request.finish(new URLSearchParams(reply), signal)).rejects.toThrow(sentence);
});

test("an app that is not configured, or a kind that has none, is told", async () => {
  await expect(ask({ VENDOR_ID: "id" })).rejects.toThrow(/set VENDOR_ID and VENDOR_SECRET/);
  const { deps } = await ask();
  const wish = { kind: "files", settings: { path: "." }, redirectUri };
  expect(() => requestAccess(wish, deps)).toThrow(/leave --oauth out/);
});
