import { expect, test } from "vitest";
import { readGrant } from "../../connectors/shared/oauth/oauth-grant.ts";
import { openDoorWorld } from "./door-world.ts";
import { openPages } from "./pages.ts";

/** Where the page takes a browser. */
async function vendorAddress(page: Response): Promise<string> {
  const [, url = ""] = /<a href="([^"]+)"/.exec(await page.text()) ?? [];
  return url.replaceAll("&amp;", "&");
}

/** What the admin chooses at Notion; the address that they are sent back to. */
async function choose(url: string, choice: "allow" | "deny"): Promise<string> {
  expect(await (await fetch(url)).text()).toContain("Allow access");
  const body = new URLSearchParams({ choice });
  const reply = await fetch(url, { method: "POST", body, redirect: "manual" });
  return reply.headers.get("location") ?? "";
}

test("access that is allowed at the vendor is kept, for the browser that went there", async () => {
  const { app, link, kept } = await openDoorWorld();
  const url = await link();
  const pages = openPages();
  expect(await (await pages.get(url)).text()).toContain("Continue at Notion");
  const left = await pages.post(url, { allow: "yes" });
  const cookie = left.headers.get("set-cookie") ?? "";
  expect(cookie).toMatch(/^footnote_setup=[\w-]{43};.*Path=\/setup/);
  expect(cookie).toMatch(/HttpOnly/);
  expect(cookie).toMatch(/SameSite=Lax/);
  const back = await choose(await vendorAddress(left), "allow");
  expect(new URL(back).pathname).toBe("/setup/callback");

  const other = openPages();
  expect((await other.get(back)).status).toBe(403);
  await other.post(await link(), { allow: "yes" });
  expect((await other.get(back)).status).toBe(403);
  const forged = back.replace(/state=[^&]+/, "state=forged");
  expect((await pages.get(forged)).status).toBe(403);
  expect((await fetch(back, { method: "HEAD" })).status).toBe(200);
  expect(await app.storage.sources.list()).toEqual([]);

  const done = await pages.get(back);
  expect(await done.text()).toContain("wiki is connected");
  expect(readGrant((await app.administering.secrets.read("wiki")) ?? "")).toMatchObject({
    type: "oauth",
    refreshToken: expect.any(String),
  });
  expect(kept).toHaveLength(1);
  expect((await pages.get(back)).status).toBe(403);
  expect((await pages.get(url)).status).toBe(404);
});

test("access that is not allowed leaves the link good for another try", async () => {
  const { app, link } = await openDoorWorld();
  const url = await link();
  const pages = openPages();
  const denied = await choose(await vendorAddress(await pages.post(url, { allow: "yes" })), "deny");
  const said = await pages.get(denied);
  expect(said.status).toBe(400);
  expect(await said.text()).toContain("Notion gave no access (access_denied)");
  expect((await pages.get(denied)).status).toBe(403);
  // Whoever begins twice comes back from the second visit.
  const first = await choose(await vendorAddress(await pages.post(url, { allow: "yes" })), "allow");
  const second = await choose(
    await vendorAddress(await pages.post(url, { allow: "yes" })),
    "allow",
  );
  expect((await pages.get(first)).status).toBe(403);
  expect((await pages.get(second)).status).toBe(200);
  expect(await app.storage.sources.list()).toHaveLength(1);
});

test("the cookie is for https alone where Footnote is reached by it", async () => {
  const { link } = await openDoorWorld({ publicUrl: "https://footnote.example.com" });
  const left = await openPages().post(await link(), { allow: "yes" });
  expect(left.headers.get("set-cookie")).toContain("Secure");
  const address = new URL(await vendorAddress(left));
  expect(address.searchParams.get("redirect_uri")).toBe(
    "https://footnote.example.com/setup/callback",
  );
});

test("without an app of one's own the page asks for the token alone", async () => {
  const { link, deps } = await openDoorWorld();
  deps.administering.offeredSecret = () => undefined;
  const url = await link();
  expect(await (await openPages().get(url)).text()).not.toContain("Continue at");
  const refused = await openPages().post(url, { allow: "yes" });
  expect(await refused.text()).toContain("register one, and set NOTION_CLIENT_ID");
});
