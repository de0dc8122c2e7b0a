import { expect, test } from "vitest";
import { openWeb } from "../../../src/entrypoints/serve/open-web.ts";
import { openChats } from "../../../src/entrypoints/serve/run-chats.ts";
import { openApp } from "../../support/open-app.ts";
import { ask, LEAVE, startSignIn } from "./sign-in-world.ts";

test("the report is for admins who are signed in, and for nobody else", async () => {
  const { browser, slack } = await startSignIn();
  const [nobody, amy, olga] = [browser(), browser(), browser()];
  await amy.signIn("slack", "amy");
  await olga.signIn("slack", "olga");
  await ask(amy, LEAVE);

  const away = await nobody.open("/admin/report");
  expect([away.status, away.headers.get("location")]).toEqual([
    303,
    "/sign-in?returnTo=%2Fadmin%2Freport",
  ]);
  const refused = await amy.open("/admin/report");
  expect([refused.status, await refused.text()]).toEqual([
    403,
    "This page is for admins of Footnote.\n",
  ]);

  const shown = await olga.open("/admin/report?days=7");
  expect(shown.status).toBe(200);
  const policy = shown.headers.get("content-security-policy") ?? "";
  expect(policy).toContain("default-src 'self'");
  expect(policy).not.toContain("unsafe");
  expect(shown.headers.get("cache-control")).toBe("no-store");
  const page = await shown.text();
  expect(page).toMatch(/<dt>Questions<\/dt><dd>1</);
  // Amy asked on the web, where nobody else hears it.
  expect(page.includes("annual leave")).toBe(false);
  // Nothing inline, which the policy would refuse; all that is loaded is there.
  expect(page.match(/<style|<script>| style=| on\w+=/)).toBeNull();
  const loaded = [...page.matchAll(/ (?:src|href)="([^"#]+)"/g)].map(([, path]) => path ?? "");
  expect(loaded).toContain("/admin/report.css");
  for (const path of loaded) expect((await olga.fetch(path)).status, path).toBe(200);

  expect((await olga.open("/admin/report?days=0")).status).toBe(400);
  expect((await olga.open("/admin/nothing")).status).toBe(404);
  expect((await olga.post("/admin/report")).status).toBe(404);

  // Asked of the platform each time.
  slack.people.changeUser("olga", { kind: "member" });
  expect((await olga.open("/admin/report?days=7")).status).toBe(403);
});

test("without sign-in nobody is known to be an admin, and the page says what to do", async () => {
  const app = await openApp();
  const { signal } = new AbortController();
  const chats = await openChats(app);
  const door = openWeb(app, chats, { port: 8_000, streams: true }, signal);
  const headers = { host: "127.0.0.1:8000" };
  const response = await door(new Request("http://127.0.0.1:8000/admin/report", { headers }), {});
  expect(response.status).toBe(403);
  expect(await response.text()).toContain("learn report --out report.html");
});
