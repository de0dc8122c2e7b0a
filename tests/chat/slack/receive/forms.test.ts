import { setTimeout as sleep } from "node:timers/promises";
import { expect, test } from "vitest";
import type { AdminForms, FormField, FormValues } from "../../../../src/chat/admin-forms.ts";
import { ChatError } from "../../../../src/chat/chat-error.ts";
import { readFormWish } from "../../../../src/chat/slack/show/forms/form-wish.ts";
import { startSlack } from "./start-slack.ts";

const field = (name: string, more: Partial<FormField> = {}): FormField => ({
  ...{ name, label: name, hint: undefined, type: "text", isRequired: true },
  ...{ initial: "", options: [] },
  ...more,
});

const target = { kind: "files", source: undefined };
const fields = [field("name"), field("set:size", { type: "number", range: { min: 1, max: 9 } })];

/** Forms that tell what they were asked. */
function forms(change: Partial<AdminForms> = {}) {
  const checked: { person: string; values: FormValues }[] = [];
  const adminForms: AdminForms = {
    async find() {
      return {
        type: "form",
        form: { target, title: "Add <!channel>", submit: "Add", intro: "Hello", fields },
      };
    },
    async check(person, _target, values) {
      checked.push({ person, values });
      if (values.name === "docs") return { type: "accepted" };
      return { type: "errors", errors: { name: "Wrong name.", elsewhere: "Wrong besides." } };
    },
    ...change,
  };
  return { adminForms, checked };
}

const press = (value: string) => ({
  container: { type: "message", channel_id: "C1", message_ts: "1.2" },
  actions: [{ type: "button", action_id: "command:0", value }],
});

test.each(["http", "socket"] as const)(
  "a form is opened, corrected and kept over %s",
  async (over) => {
    const { adminForms, checked } = forms();
    const { slack, kept, idOf } = await startSlack({ over, adminForms });
    if (over === "socket") await expect.poll(() => slack.world.sockets.size()).toBe(1);
    await slack.people.forge("adam", "block_actions", press("sources add files"));
    expect(slack.readModal("adam")).toContain("Hello");
    const wrong = await slack.people.submit("adam", { name: "Docs", "set:size": "3" });
    // Slack takes an error only for a field that the form has.
    expect(wrong).toEqual({ state: "errors", errors: { name: "Wrong name. Wrong besides." } });
    expect(kept).toEqual([]);
    const [person, values] = [idOf("adam"), { name: "docs", "set:size": "3" }];
    expect(await slack.people.submit("adam", { name: "docs" }, { times: 2 })).toEqual({
      state: "closed",
    });
    await slack.settled();
    expect(checked.at(-1)).toEqual({ person, values });
    const event = { type: "source-requested", by: person, target: { kind: "files" }, values };
    // Over HTTP the second is the same to the byte, and dropped at the door.
    expect(kept[0]).toMatchObject({ event });
    expect(new Set(kept.map(({ key }) => key)).size).toBe(1);
    expect(slack.world.complaints).toEqual([]);
  },
);

test("while Slack or an admin's right cannot be asked for, a form stays open", async () => {
  const away = new ChatError("unavailable", "Slack cannot be reached.");
  const check = () => Promise.reject(away);
  const { slack, kept } = await startSlack({ ...forms({ check }) });
  await slack.people.forge("adam", "block_actions", press("sources add files"));
  const { errors } = await slack.people.submit("adam", { name: "docs", "set:size": "3" });
  expect(errors).toEqual({ name: "Slack does not answer now: try again." });
  expect(kept).toEqual([]);
});

test("a form that takes too long, or that Slack does not open, is still acknowledged", async () => {
  const find = async () => {
    await sleep(4_000);
    return { type: "refused" as const, sentence: "Late." };
  };
  const { slack } = await startSlack({ ...forms({ find }) });
  const late = await slack.people.forge("adam", "block_actions", press("sources add files"));
  expect(late).toMatchObject({ acknowledged: true });
  expect(late.attempts[0]?.tookMs).toBeLessThan(3_000);
  const { slack: other } = await startSlack(forms());
  other.world.onCall = (method) => {
    if (method === "views.open") other.world.triggers.clear();
  };
  const refused = await other.people.forge("adam", "block_actions", press("sources add files"));
  expect(refused).toMatchObject({ acknowledged: true });
  expect(other.readModal("adam")).toBe("");
}, 15_000);

test("a form with more in it than Slack's fields hold is not opened half", async () => {
  const long = [field("audience", { type: "lines", initial: "user:a@b.example\n".repeat(300) })];
  const find = async () =>
    ({
      type: "form",
      form: { target, title: "Change", submit: "Change", intro: "Hello", fields: long },
    }) as const;
  const { slack } = await startSlack({ ...forms({ find }) });
  await slack.people.forge("adam", "block_actions", press("sources edit docs"));
  expect(slack.readModal("adam")).toContain("too long for a form");
});

test.each([
  ["sources add", {}],
  [" Sources  Add Notion ", { kind: "notion" }],
  ["sources edit wiki", { source: "wiki" }],
  ["sources edit", undefined],
  ["sources add notion wiki", undefined],
  ["sources", undefined],
  ["sources sync wiki", undefined],
  ["how do I sources add", undefined],
  ["", undefined],
])("%j asks for %j", (command, wish) => {
  expect(readFormWish(command)).toEqual(wish);
});
