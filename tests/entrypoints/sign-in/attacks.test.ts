import { expect, test } from "vitest";
import type { UnsignedToken } from "../../counterparts/shared/open-id/open-id-vendor.ts";
import { agree } from "../../support/sign-in-browser.ts";
import { ask, LEAVE, PUBLIC_URL, startSignIn } from "./sign-in-world.ts";

const claim = (more: object) => (token: UnsignedToken) => ({
  ...token,
  claims: { ...token.claims, ...more },
});

test("a token that is not for this sign-in lets nobody in", async () => {
  const { browser, slack, teams } = await startSignIn();
  const past = Math.floor(Date.now() / 1_000) - 3_600;
  const forgeries: [string, (token: UnsignedToken) => UnsignedToken][] = [
    ["another nonce", claim({ nonce: "another" })],
    ["no nonce", claim({ nonce: undefined })],
    ["another app's", claim({ aud: "999.999" })],
    ["another issuer's", claim({ iss: "https://slack.example" })],
    ["expired", claim({ exp: past, iat: past - 300 })],
    ["signed by somebody else", (token) => ({ ...token, signedBy: "other" })],
    [
      "not signed",
      (token) => ({ ...token, header: { typ: "JWT", alg: "none" }, signedBy: "none" }),
    ],
    ["signed as nothing we take", (t) => ({ ...t, header: { ...t.header, alg: "HS256" } })],
    ["of a workspace that is not served", claim({ "https://slack.com/team_id": "T999" })],
    ["without a workspace", claim({ "https://slack.com/team_id": undefined })],
    ["of no person", claim({ "https://slack.com/user_id": "C123:x" })],
  ];
  for (const [name, alter] of forgeries) {
    slack.world.openId.alter = alter;
    const amy = browser();
    const response = await amy.signIn("slack", "amy");
    expect(response.status, name).toBe(403);
    expect(amy.cookies.size, name).toBe(0);
  }
  slack.world.openId.alter = undefined;
  teams.people.say("ana", "@ana", LEAVE);
  await teams.settled();
  const other = teams.company.otherTenantId;
  const theirs = `${teams.url}/login/${other}/v2.0`;
  for (const alter of [
    claim({ tid: other }),
    claim({ tid: other, iss: theirs }),
    claim({ tid: "consumers" }),
    claim({ oid: undefined }),
    claim({ iss: theirs }),
  ]) {
    teams.world.openId.alter = alter;
    const ana = browser();
    expect((await ana.signIn("microsoft", "ana")).status).toBe(403);
    expect(ana.cookies.size).toBe(0);
  }
  teams.world.openId.alter = undefined;
  expect((await browser().signIn("microsoft", "ana")).status).toBe(303);
  // Somebody of another organization, or whose account is off, does not get so far.
  await expect(browser().signIn("microsoft", "nils")).rejects.toThrow("AADSTS50020");
  await expect(browser().signIn("slack", "dora")).rejects.toThrow("deactivated");
});

test("a reply counts once, in the browser that began, for its own vendor", async () => {
  const { browser } = await startSignIn();
  const [amy, eve] = [browser(), browser()];
  const reply = await agree(await amy.leave("slack"), "amy");
  // Whoever catches the address on its way can do nothing with it, nor can somebody be signed in by it.
  expect((await eve.open(reply)).status).toBe(403);
  await eve.leave("slack");
  expect((await eve.open(reply)).status).toBe(403);
  const visit = new Map(amy.cookies);
  expect((await amy.open(reply.replace(/state=[^&]+/, "state=other"))).status).toBe(403);
  for (const [name, value] of visit) amy.cookies.set(name, value);
  expect((await amy.open(reply.replace("/slack/", "/microsoft/"))).status).toBe(403);
  for (const [name, value] of visit) amy.cookies.set(name, value);
  expect((await amy.open(reply)).status).toBe(303);
  for (const [name, value] of visit) eve.cookies.set(name, value);
  const replayed = await eve.open(reply);
  expect(replayed.status).toBe(403);
  expect(await replayed.text()).toContain("finished already");
  // What the browser keeps of the way cannot be made or altered by it.
  const other = browser();
  const page = await other.leave("slack");
  for (const [name, value] of other.cookies) other.cookies.set(name, `${value.slice(0, -4)}AAAA`);
  expect((await other.open(await agree(page, "amy"))).status).toBe(403);
});

test("the vendor refuses a wrong secret, a code that was used, another redirect and a wrong verifier", async () => {
  const { slack, browser } = await startSignIn();
  const amy = browser();
  const reply = await agree(await amy.leave("slack"), "amy");
  await amy.open(reply);
  const used = new URL(reply, PUBLIC_URL).searchParams.get("code") ?? "";
  const page = await browser().leave("slack");
  const code = new URL(await agree(page, "amy"), PUBLIC_URL).searchParams.get("code") ?? "";
  const { clientId, clientSecret } = slack.world.app;
  const good = {
    ...{ client_id: clientId, client_secret: clientSecret, grant_type: "authorization_code" },
    ...{ code, redirect_uri: `${PUBLIC_URL}/sign-in/slack/callback`, code_verifier: "wrong" },
  };
  const exchange = async (more: object) => {
    const body = new URLSearchParams({ ...good, ...more });
    const response = await fetch(`${slack.apiUrl}openid.connect.token`, { method: "POST", body });
    return ((await response.json()) as { error?: string }).error;
  };
  expect(await exchange({ client_secret: "guess" })).toBe("bad_client_secret");
  expect(await exchange({ redirect_uri: PUBLIC_URL })).toBe("bad_redirect_uri");
  expect(await exchange({})).toBe("invalid_code_verifier");
  expect(await exchange({ code: used })).toBe("code_already_used");
  expect(await exchange({ code: "none" })).toBe("invalid_code");
  page.searchParams.set("redirect_uri", "https://evil.example/callback");
  await expect(agree(page, "amy")).rejects.toThrow("no redirect URI");
  expect((await browser().open("/sign-in/slack/callback?code=x&state=y")).status).toBe(403);
});

test("after signing in one goes on to a page of Footnote's own, never elsewhere", async () => {
  const { browser } = await startSignIn();
  const next = async (returnTo: string) =>
    (await browser().signIn("slack", "amy", returnTo)).headers.get("location");
  expect(await next("/documents/handbook/leave.md")).toBe("/documents/handbook/leave.md");
  for (const path of [
    ...["https://evil.example", "//evil.example", "/\\evil.example", "/\t/evil.example"],
    ...["/documents/..//evil.example", "javascript:alert(1)", "/sign-out", "/sign-in/slack"],
  ]) {
    expect(await next(path)).toBe("/");
  }
});

test("a session is new at each sign-in, ends at sign-out, and is kept from other pages", async () => {
  const { browser, app } = await startSignIn();
  const amy = browser();
  const planted = "A".repeat(43);
  amy.cookies.set("__Host-footnote_signed_in", planted);
  const signedIn = await amy.signIn("slack", "amy");
  const cookie = signedIn.headers.getSetCookie().find((line) => line.includes("signed_in"));
  expect(cookie).toMatch(/^__Host-footnote_signed_in=[\w-]{43}; .*HttpOnly; Secure; SameSite=Lax$/);
  expect(cookie).toContain("Path=/;");
  expect(amy.cookies.get("__Host-footnote_signed_in")).not.toBe(planted);
  const thief = browser();
  const first = amy.cookies.get("__Host-footnote_signed_in") ?? "";
  thief.cookies.set("__Host-footnote_signed_in", first);
  expect((await thief.fetch("/api/threads")).status).toBe(200);
  await amy.signIn("slack", "amy");
  expect((await thief.fetch("/api/threads")).status).toBe(401);
  const second = amy.cookies.get("__Host-footnote_signed_in") ?? "";
  expect(JSON.stringify(await app.storage.signIns.get(second, Date.now()))).toBe(undefined);
  // Another page can neither sign out nor ask nor vote.
  const body = JSON.stringify({ messageId: crypto.randomUUID(), text: LEAVE });
  const type = { "Content-Type": "application/json" };
  for (const from of [
    { Origin: "https://evil.example", "Sec-Fetch-Site": "cross-site" },
    { Origin: "https://app.footnote.example", "Sec-Fetch-Site": "same-site" },
    { Origin: "null", "Sec-Fetch-Site": "cross-site" },
    { Origin: "null", "Sec-Fetch-Site": "" },
  ]) {
    const headers = { ...type, ...from };
    for (const path of ["/api/questions", "/sign-out"]) {
      const response = await amy.fetch(path, { method: "POST", headers, body });
      expect(response.status).toBe(403);
    }
  }
  expect((await amy.fetch("/api/me", { headers: { Host: "evil.example" } })).status).toBe(403);
  expect((await amy.fetch("/api/threads")).status).toBe(200);
  thief.cookies.set("__Host-footnote_signed_in", second);
  expect((await amy.post("/sign-out")).headers.get("location")).toBe("/sign-in");
  expect(amy.cookies.size).toBe(0);
  expect((await thief.fetch("/api/threads")).status).toBe(401);
});

test("any replica knows who is signed in and which replies were taken, and an uninstall ends it", async () => {
  const { browser, replica, slack, address, app } = await startSignIn();
  const second = await replica();
  const amy = browser();
  const reply = await agree(await amy.leave("slack"), "amy");
  const elsewhere = browser(second);
  for (const [name, value] of amy.cookies) elsewhere.cookies.set(name, value);
  const statuses = await Promise.all([amy.open(reply), elsewhere.open(reply)]);
  expect(statuses.map(({ status }) => status).sort()).toEqual([303, 403]);
  const signedIn = amy.cookies.size > 0 ? amy : elsewhere;
  const [here, there] = [browser(address), browser(second)];
  for (const [name, value] of signedIn.cookies) {
    here.cookies.set(name, value);
    there.cookies.set(name, value);
  }
  const { answerId } = await ask(here, LEAVE);
  expect((await there.fetch(`/api/answers/${answerId}`)).status).toBe(200);
  expect((await there.fetch("/sign-out", { method: "POST" })).status).toBe(303);
  expect((await here.fetch("/api/threads")).status).toBe(401);
  await here.signIn("slack", "amy");
  await app.storage.rooms.removeWorkspace(`slack:${slack.company.teamId}`, Date.now());
  expect((await here.fetch("/api/threads")).status).toBe(401);
  expect(await app.storage.answers.get(answerId)).toBeUndefined();
});
