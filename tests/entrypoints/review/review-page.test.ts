import { expect, test } from "vitest";
import type { App } from "../../../src/app.ts";
import { proposeVerified } from "../../../src/feedback/verified/propose-verified.ts";
import type { SignInBrowser } from "../../support/sign-in-browser.ts";
import { ask, LEAVE, startSignIn } from "../sign-in/sign-in-world.ts";

const PAGE = "/admin/review";
const FORM = { "Content-Type": "application/x-www-form-urlencoded" };

const propose = (app: App, question: string, text = "Ask the porter.") =>
  proposeVerified(
    { question, text, origin: "shortcut", createdBy: "slack:T9:U9", audience: [["everyone"]] },
    app,
  );

/** Sends a form of the page off, as a browser does. */
const decide = (browser: SignInBrowser, id: string, values: Record<string, string>) =>
  browser.fetch(`${PAGE}/${encodeURIComponent(id)}`, {
    method: "POST",
    headers: FORM,
    body: new URLSearchParams(values).toString(),
  });

/** What an item's forms remember of how it was shown. */
function versionIn(page: string, id: string): string {
  const [, version = ""] =
    new RegExp(`/${id}" class="row"><input type="hidden" name="version" value="(\\d+)"`).exec(
      page,
    ) ?? [];
  return version;
}

test("nobody reviews without a sign-in, nor without being an admin", async () => {
  const { browser, app } = await startSignIn();
  const { id } = await propose(app, "Where do I park?");
  const [nobody, amy] = [browser(), browser()];
  const sent = await nobody.open(PAGE);
  expect(sent.status).toBe(303);
  expect(sent.headers.get("location")).toBe("/sign-in?returnTo=%2Fadmin%2Freview");
  expect((await amy.signIn("slack", "amy", PAGE)).headers.get("location")).toBe(PAGE);
  const refused = await amy.open(PAGE);
  expect(refused.status).toBe(403);
  expect(await refused.text()).not.toContain("park");
  const version = String((await app.storage.verified.get(id))?.changedAt);
  for (const one of [nobody, amy]) await decide(one, id, { version, verdict: "accept" });
  expect(await app.storage.verified.get(id)).toMatchObject({ status: "waiting" });
});

test("an owner sees what waits, as text, and decides; whoever comes second learns who was first", async () => {
  const { browser, app } = await startSignIn();
  const olga = browser();
  await olga.signIn("slack", "olga");
  const { id } = await propose(app, "Where do I <b>park</b>?", "<script>alert(1)</script>");
  const other = await propose(app, "Who has the key?");
  const shown = await olga.open(PAGE);
  expect(shown.status).toBe(200);
  expect(shown.headers.get("content-security-policy")).toContain("default-src 'self'");
  const page = await shown.text();
  expect(page).toContain("Where do I &lt;b&gt;park&lt;/b&gt;?");
  expect(page).not.toMatch(/<script>|<b>park/);
  const version = versionIn(page, id);
  const text = "Behind the house.";
  const correct = { version, verdict: "correct", question: "Where do I park?", text };
  expect((await decide(olga, id, correct)).headers.get("location")).toBe(`${PAGE}?done=accepted`);
  expect(await app.storage.verified.get(id)).toMatchObject({ status: "active", text });
  expect(await (await olga.open(`${PAGE}?done=accepted`)).text()).toContain("verified answer now");
  const late = await decide(olga, id, { version, verdict: "reject" });
  expect(late.status).toBe(409);
  expect(await late.text()).toMatch(/Olga [^<]*was first and has corrected this/);
  const rejected = { version: versionIn(page, other.id), verdict: "reject" };
  expect((await decide(olga, other.id, rejected)).status).toBe(303);
  expect(await (await olga.open(PAGE)).text()).toContain("Nothing waits for you.");
});

test("what another page sends decides nothing, nor does a form that is not whole", async () => {
  const { browser, app } = await startSignIn();
  const olga = browser();
  await olga.signIn("slack", "olga");
  const { id, changedAt } = await propose(app, "Where do I park?");
  const body = new URLSearchParams({ version: String(changedAt), verdict: "accept" }).toString();
  const send = (headers: Record<string, string>) =>
    olga.fetch(`${PAGE}/${id}`, { method: "POST", headers: { ...FORM, ...headers }, body });
  const elsewhere = { Origin: "https://evil.example", "Sec-Fetch-Site": "cross-site" };
  expect((await send(elsewhere)).status).toBe(403);
  expect((await send({ Origin: "null", "Sec-Fetch-Site": "cross-site" })).status).toBe(403);
  expect((await decide(olga, id, { verdict: "accept" })).status).toBe(400);
  expect((await decide(olga, id, { version: "1", verdict: "delete" })).status).toBe(400);
  expect((await decide(olga, id, { version: "1", verdict: "correct" })).status).toBe(409);
  expect(await app.storage.verified.get(id)).toMatchObject({ status: "waiting" });
  expect((await send({ Origin: "null" })).status).toBe(303);
});

test("what somebody asked alone on the web stays theirs", async () => {
  const { browser, app } = await startSignIn();
  const [olga, amy] = [browser(), browser()];
  await olga.signIn("slack", "olga");
  await amy.signIn("slack", "amy");
  const { answerId } = await ask(amy, LEAVE);
  const dislike = { vote: "down", reason: "outdated" };
  expect((await amy.post(`/api/answers/${answerId}/votes`, dislike)).status).toBe(200);
  const page = await (await olga.open(PAGE)).text();
  expect(page).toContain("1 more waits that you may not see");
  expect(page).not.toMatch(/annual|28 days/i);
  const tried = await decide(olga, answerId, { version: "0", verdict: "accept" });
  expect(tried.status).toBe(400);
  expect(await tried.text()).toContain("not yours to review");
  expect(await app.storage.verified.list(["active"])).toEqual([]);
});
