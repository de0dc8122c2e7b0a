import { afterEach, beforeEach, expect, test } from "vitest";
import { findUser } from "../state/users.ts";
import { client, refusal, start } from "./start.ts";

let slack: Awaited<ReturnType<typeof start>>;
beforeEach(async () => {
  slack = await start();
});
afterEach(() => slack.close());

const line = (text: string) => ({
  type: "section" as const,
  text: { type: "plain_text" as const, text },
});
const home = (...blocks: ReturnType<typeof line>[]) => ({ type: "home" as const, blocks });
const idOf = (who: string) => findUser(slack.world, who).id;

test("a home is published for one person, and again with the hash of what they see", async () => {
  const web = client(slack);
  const amy = { user_id: idOf("amy") };
  const first = await web.views.publish({ ...amy, view: home(line("One")) });
  const { hash = "" } = first.view as { hash?: string };
  const second = await web.views.publish({ ...amy, view: home(line("Two")), hash });
  expect(second.view?.id).toBe(first.view?.id);
  const old = web.views.publish({ ...amy, view: home(line("Old")), hash });
  expect(await refusal(old)).toBe("hash_conflict");
  expect(slack.readHome("amy")).toBe("Two");
  expect(slack.readHome("ben")).toBe("");
  const others = web.views.publish({ user_id: idOf("ben"), view: home(line("B")), hash });
  expect(await refusal(others)).toBe("hash_conflict");
});

test("what does not fit into a home is refused", async () => {
  const web = client(slack);
  const publish = (view: unknown) =>
    refusal(web.views.publish({ user_id: idOf("amy"), view: view as ReturnType<typeof home> }));
  const many = (count: number) => home(...Array.from({ length: count }, (_, n) => line(`${n}`)));
  expect(await publish(many(100))).toBe("not refused");
  expect(await publish(many(101))).toBe("invalid_arguments");
  const words = "€".repeat(2_900);
  expect(await publish(home(...Array.from({ length: 30 }, () => line(words))))).toBe(
    "view_too_large",
  );
  expect(await publish({ ...home(line("a")), title: { type: "plain_text", text: "No" } })).toBe(
    "invalid_arguments",
  );
  expect(await publish(home({ type: "markdown", text: "*a*" } as never))).toBe("invalid_arguments");
  const { app_home: settings } = slack.world.app.manifest.features;
  if (settings !== undefined) settings.home_tab_enabled = false;
  expect(await publish(home(line("a")))).toBe("not_enabled");
});

test("opening it tells the tab, and the view that is there", async () => {
  const events = () => slack.world.deliveries.map(({ payload }) => payload.event);
  slack.people.openHome("amy");
  await client(slack).views.publish({ user_id: idOf("amy"), view: home(line("One")) });
  slack.people.openHome("amy");
  slack.people.openHome("amy", "messages");
  const [first, second, third] = events() as { tab: string; view?: { hash: string } }[];
  expect(first).toMatchObject({ type: "app_home_opened", tab: "home", user: idOf("amy") });
  expect(first?.view).toBeUndefined();
  expect(second?.view?.hash).toMatch(/^\d+\./);
  expect(third).toMatchObject({ tab: "messages" });
  expect(third?.view).toBeUndefined();
});
