import { dirname } from "node:path";
import { expect, test } from "vitest";
import { slackScopes } from "../../../../src/chat/slack/examine-workspace.ts";
import { uninstall } from "../../../counterparts/slack/oauth/uninstall.ts";
import { readStored } from "../../../support/state.ts";
import { startInstalling } from "./start-installing.ts";

test("two workspaces are installed, each with its own token, encrypted, and who did it is greeted", async () => {
  const started = await startInstalling();
  const { slack, browser, idOf, installations, teamId, partnerTeamId, storage, file } = started;
  const page = await browser.install(idOf("olga"));
  expect(page).toMatchObject({ status: 200, text: expect.stringContaining("Lakeside Bikes") });
  expect(page.headers.get("content-security-policy")).toContain("default-src 'none'");
  await started.newBrowser().install(idOf("nora"));
  expect(slack.read("olga", "@olga")).toContain("Footnote is installed in Lakeside Bikes");
  expect(slack.read("nora", "@nora")).toContain("Footnote is installed in North Freight");
  for (const team of [teamId, partnerTeamId]) {
    const [granted] = slack.world.installations.filter((one) => one.teamId === team);
    const kept = await installations.get(team);
    expect(kept).toMatchObject({
      botToken: granted?.botToken,
      botUserId: granted?.botUserId,
      botId: granted?.botId,
      installedBy: granted?.installedBy,
      scopes: [...slackScopes],
    });
    const places = await readStored(dirname(file));
    const bytes = places.map((place) => place.bytes.toString("latin1")).join("");
    expect(bytes).toContain(granted?.botUserId);
    expect(bytes).not.toContain(granted?.botToken);
    expect(JSON.stringify(started.logged)).not.toContain(granted?.botToken);
  }
  const audit = await storage.audit.list(10);
  expect(audit.map(({ actor, action }) => [actor, action])).toEqual([
    [`slack:${partnerTeamId}:${idOf("nora")}`, "workspace.installed"],
    [`slack:${teamId}:${idOf("olga")}`, "workspace.installed"],
  ]);
  expect(slack.world.complaints).toEqual([]);
});

test("a token opens for its own workspace alone, and with the same key", async () => {
  const { installBoth, storage, installations, teamId, partnerTeamId, key } =
    await startInstalling();
  await installBoth();
  const records = await storage.installations.list();
  const [own, other] = [teamId, partnerTeamId].map((team) =>
    records.find(({ workspaceId }) => workspaceId === `slack:${team}`),
  );
  if (own === undefined || other === undefined) throw new Error("not installed");
  await storage.installations.save({ ...own, sealedToken: other.sealedToken });
  await expect(installations.get(teamId)).rejects.toThrow("install Footnote there again");
  await storage.installations.save(own);
  expect((await installations.get(teamId))?.teamId).toBe(teamId);
  key.bytes = new Uint8Array(32).fill(8);
  await expect(installations.get(teamId)).rejects.toThrow("FOOTNOTE_SECRET_KEY");
});

test("a state is good once, for ten minutes, in the browser that began", async () => {
  const { slack, browser, newBrowser, publicUrl, idOf, clock, storage } = await startInstalling();
  const user = idOf("olga");
  const exchanges = () => slack.world.calls.filter(({ method }) => method === "oauth.v2.access");
  const refused = { status: 400, text: expect.stringContaining("was not installed") };

  const elsewhere = await browser.consent(await browser.begin(), { user });
  expect(await newBrowser().comeBack(elsewhere)).toMatchObject(refused);
  const forged = new URL(await browser.consent(await browser.begin(), { user }));
  forged.searchParams.set("state", "x".repeat(43));
  expect(await browser.comeBack(forged.href)).toMatchObject(refused);
  forged.searchParams.delete("state");
  expect(await browser.comeBack(forged.href)).toMatchObject(refused);
  expect(await browser.comeBack(`${publicUrl}/slack/oauth_redirect`)).toMatchObject(refused);

  const old = await browser.consent(await browser.begin(), { user });
  clock.now = () => Date.now() + 10 * 60_000;
  expect(await browser.comeBack(old)).toMatchObject(refused);
  clock.now = () => Date.now();
  expect(exchanges()).toEqual([]);
  expect(await storage.installations.list()).toEqual([]);

  const good = await browser.consent(await browser.begin(), { user });
  expect(await browser.comeBack(good)).toMatchObject({ status: 200 });
  expect(await browser.comeBack(good)).toMatchObject(refused);
  expect(exchanges()).toHaveLength(1);
});

test("a browser that did not begin takes nothing from the one that did", async () => {
  const { browser, newBrowser, publicUrl, idOf } = await startInstalling();
  const user = idOf("olga");
  const stolen = await browser.consent(await browser.begin(), { user });
  const thief = newBrowser();
  expect(await thief.comeBack(stolen)).toMatchObject({ status: 400 });
  await thief.begin();
  expect(await thief.comeBack(stolen)).toMatchObject({ status: 400 });
  // Some page sends the one that began there with a state of its own: its cookie stays, too.
  const other = `${publicUrl}/slack/oauth_redirect?code=x&state=${"x".repeat(43)}`;
  expect(await browser.comeBack(other)).toMatchObject({ status: 400 });
  expect(await browser.comeBack(stolen)).toMatchObject({ status: 200 });
});

test("what was denied, a code of another time and wrong credentials are refused in words", async () => {
  const { slack, browser, idOf, storage } = await startInstalling();
  const user = idOf("olga");
  const denied = await browser.install(user, { allow: "no" });
  expect(denied).toMatchObject({ status: 403, text: expect.stringContaining("not allowed") });
  const used = new URL(await browser.consent(await browser.begin(), { user }));
  const { searchParams } = used;
  await browser.comeBack(used.href);
  const again = new URL(await browser.consent(await browser.begin(), { user }));
  again.searchParams.set("code", searchParams.get("code") ?? "");
  const twice = await browser.comeBack(again.href);
  expect(twice).toMatchObject({ status: 403, text: expect.stringContaining("used up or too old") });
  slack.world.app.clientSecret = "another";
  const wrong = await browser.install(user);
  expect(wrong.text).toContain("SLACK_CLIENT_SECRET");
  const odd = new URL(await browser.consent(await browser.begin(), { user }));
  odd.searchParams.delete("code");
  odd.searchParams.set("error", "<script>alert(1)</script>");
  expect((await browser.comeBack(odd.href)).text).not.toContain("<script>");
  expect(await storage.installations.list()).toHaveLength(1);
});

test("a workspace that is not named is refused, and nothing of it stays", async () => {
  const { slack, browser, idOf, storage, partnerTeamId } = await startInstalling({
    allowed: ["Lakeside Bikes"],
  });
  const page = await browser.install(idOf("nora"));
  expect(page).toMatchObject({ status: 403, text: expect.stringContaining("SLACK_TEAM_IDS") });
  const [granted] = slack.world.installations.filter(({ teamId }) => teamId === partnerTeamId);
  expect(granted?.state).toBe("uninstalled");
  await slack.settled();
  expect(await storage.installations.list()).toEqual([]);
  expect(slack.read("nora", "@nora")).not.toContain("Footnote is installed");
});

test("a whole organization is refused, and a good installation of its workspace stays", async () => {
  const { slack, browser, idOf, installations, teamId } = await startInstalling();
  const user = idOf("olga");
  await browser.install(user);
  const wide = await browser.install(user, { for: "organization" });
  expect(wide).toMatchObject({ status: 403, text: expect.stringContaining("whole organization") });
  expect(slack.world.installations.find((one) => one.teamId === teamId)?.state).toBe("active");
  expect(await installations.get(teamId)).toBeDefined();
});

test("too few scopes and tokens that expire are refused", async () => {
  const { slack, browser, idOf, storage, teamId } = await startInstalling();
  const state = () => slack.world.installations.find((one) => one.teamId === teamId)?.state;
  const user = idOf("olga");
  // Slack adds to what was granted before.
  uninstall(slack.world, teamId);
  // Whoever is sent to the consent page can change what it asks for.
  const less = new URL(await browser.begin());
  less.searchParams.set("scope", "chat:write,users:read");
  const few = await browser.comeBack(await browser.consent(less.href, { user }));
  expect(few.text).toMatch(/scopes app_mentions:read, .* are missing/);
  expect(few.text).not.toContain("chat:write,");
  expect(state()).toBe("uninstalled");
  slack.world.app.manifest.settings.token_rotation_enabled = true;
  expect((await browser.install(user)).text).toContain("Token rotation");
  expect(await storage.installations.list()).toEqual([]);
});

test("an installation that is good stays when another try grants too little", async () => {
  const { slack, browser, idOf, installations, teamId } = await startInstalling();
  const user = idOf("olga");
  await browser.install(user);
  slack.world.app.manifest.settings.token_rotation_enabled = true;
  const { status } = await browser.install(user);
  expect(status).toBe(403);
  expect(slack.world.installations.find((one) => one.teamId === teamId)?.state).toBe("active");
  expect(await installations.get(teamId)).toBeDefined();
});

test("an installation begins with a visit, and asks for the scopes of the manifest", async () => {
  const { publicUrl, browser } = await startInstalling();
  const posted = await fetch(`${publicUrl}/slack/install`, { method: "POST" });
  expect(posted.status).toBe(405);
  const authorize = new URL(await browser.begin());
  expect(authorize.searchParams.get("scope")?.split(",")).toEqual([...slackScopes]);
  expect(authorize.searchParams.get("redirect_uri")).toBe(`${publicUrl}/slack/oauth_redirect`);
});
