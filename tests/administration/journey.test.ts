import { expect, test } from "vitest";
import { openPages } from "./pages.ts";
import { ADD_NOTION, openSetupWorld, SECRET } from "./setup-world.ts";

test("an admin adds a source: form, link, secret, and a message that it is there", async () => {
  const world = await openSetupWorld();
  const { slack, app, told, links, settle } = world;
  await world.openForm("adam", ADD_NOTION);
  expect(slack.readModal("adam")).toContain("Add Notion");
  const submitted = await slack.people.submit("adam", {
    name: "wiki",
    "audience.everyone": ["everyone"],
    schedule: "Every 15 minutes",
    "set:comments": "none",
  });
  expect(submitted).toEqual({ state: "closed" });
  await settle();
  expect(told("adam")).toContain("One step is left until wiki is added.");
  expect(told("adam")).toMatch(
    /only in a browser on the machine that Footnote runs on: its address is http:\/\/127\.0\.0\.1/,
  );
  expect(await app.storage.sources.list()).toEqual([]);
  const [link = ""] = links("adam");
  const pages = openPages();
  const page = await (await pages.get(link)).text();
  expect(page).toContain("Token of the Notion connection");
  const wrong = await pages.post(link, { secret: "ntn_wrong" });
  expect(wrong.status).toBe(400);
  const problem = await wrong.text();
  expect(problem).toMatch(/role="alert">[^<]*token/);
  expect(problem).not.toContain("ntn_wrong");
  expect(problem).not.toContain("--secret-file");
  const done = await pages.post(link, { secret: ` ${SECRET}\n` });
  expect(await done.text()).toContain("go back to Slack");
  await settle();
  expect(await app.storage.sources.get("wiki")).toMatchObject({
    kind: "notion",
    settings: { comments: "none" },
    audience: ["everyone"],
    schedule: "*/15 * * * *",
  });
  expect(await app.administering.secrets.read("wiki")).toBe(SECRET);
  expect(told("adam")).toContain("wiki is added, and is read for the first time now.");
  expect(told("adam")).toContain("Sync now");
  const actor = expect.stringMatching(/^slack:/);
  expect(await app.storage.audit.list(2)).toMatchObject([
    { action: "source.sync-requested", actor },
    { action: "source.added", actor },
  ]);
  expect(JSON.stringify(await app.storage.audit.list(100))).not.toContain(SECRET);
  const again = await pages.post(link, { secret: SECRET });
  expect(again.status).toBe(404);
  expect(slack.world.complaints).toEqual([]);
}, 20_000);
