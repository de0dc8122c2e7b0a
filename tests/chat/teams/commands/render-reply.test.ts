import { expect, test } from "vitest";
import { allCommands } from "../../../../src/administration/commands/all-commands.ts";
import { takeCommand } from "../../../../src/administration/handle-command.ts";
import { type AdminItem, sentence } from "../../../../src/chat/admin-reply.ts";
import { renderReply } from "../../../../src/chat/teams/cards/render-reply.ts";
import { hostileTexts } from "../../slack/show/hostile-texts.ts";
import { buttonsOf, mistakesIn, partsOf, wordsOf } from "./card-schema.ts";
import { openAdmin } from "./open-admin.ts";
import { ADA, BOB, command, inRoom } from "./start-commands.ts";

/** Words after a command that it takes. */
const TAKES: Record<string, string> = {
  "sources status": "handbook",
  "sources audit": "handbook",
  "sources sync": "handbook",
  "sources pause": "handbook",
  "sources resume": "handbook",
  "sources audience": "handbook",
  "channel auto-answer": "on",
  "channel follow-ups": "off",
  "channel sources": "handbook",
  "channel expert": "Rosa",
  "channel share-as-is": "on",
  "digest here": "monday 9:00",
  "admins add": BOB,
  "admins remove": BOB,
};

test("what every command answers is a message that Teams takes, and no markup", async () => {
  const { run } = await openAdmin();
  const shown: string[] = [];
  for (const { name } of allCommands) {
    const rendered = renderReply(await run(`${name} ${TAKES[name] ?? ""}`.trim()));
    expect(mistakesIn(rendered), name).toEqual([]);
    const markup = partsOf(rendered).filter(({ type }) => type === "TextBlock");
    expect(markup, name).toEqual([]);
    shown.push(`${rendered.text}\n${wordsOf(rendered)}`);
  }
  const all = shown.join("\n");
  expect(all).toContain("handbook");
  expect(all).not.toMatch(/<at>/);
  // In a room, Teams tells the bot only of what mentions it.
  expect(all).toContain("/sources status &lt;name&gt;");
  expect(all).toContain("@Footnote /channel auto-answer");
  expect(all).not.toMatch(/@Footnote \/(?!channel|digest here|admins add|admins remove)/);
  expect(all).not.toContain("/footnote ");
});

test("a digest is set by a command that is named as it is typed in its room", async () => {
  const { run } = await openAdmin();
  const { text } = renderReply(await run("digest"));
  expect(text).toContain("@Footnote /digest here monday 9:00");
  await run("digest here monday 9:00");
  const now = renderReply(await run("digest"));
  expect(wordsOf(now)).toContain("where it was set");
  await run("digest off");
  const alone = renderReply(await run("digest here friday 16:00", { roomId: undefined }));
  expect(mistakesIn(alone)).toEqual([]);
});

test("the digest itself is one message, with buttons that stand for commands", async () => {
  const { run } = await openAdmin();
  const digest = renderReply(await run("digest now"));
  expect(mistakesIn(digest)).toEqual([]);
  expect(digest.text).toBeUndefined();
  expect(wordsOf(digest)).toMatch(/Footnote from 20/);
  expect(buttonsOf(digest).map(({ data }) => data.command)).toEqual(
    expect.arrayContaining(["gaps --days 7", "feedback --days 7"]),
  );
});

test("who is no admin is refused in their own chat, and learns who may", async () => {
  const { adminDeps, sent } = await openAdmin();
  const event = { type: "command" as const, command: command("sources", { by: BOB }) };
  await takeCommand("k1", event, adminDeps);
  expect(sent[0]?.activity.text).toMatch(/admin/i);
  expect(JSON.stringify(sent)).not.toContain("handbook");
});

test("an answer that was lost is shown once more by the next try, marked, over what is kept", async () => {
  const { adminDeps, sent, faults, app } = await openAdmin();
  faults.push("lost");
  const event = { type: "command" as const, command: inRoom("sources pause handbook") };
  await expect(takeCommand("k2", event, adminDeps)).rejects.toThrow("lost");
  await takeCommand("k2", event, adminDeps);
  await takeCommand("k2", event, adminDeps);
  const said = sent.map(({ to, activity }) => `${to} ${activity.text?.slice(0, 12)}`);
  expect(said).toEqual([
    expect.stringMatching(/^a:1ada (?!\*You may)/),
    expect.stringMatching(/^a:1ada \*You may/),
    expect.stringMatching(/^19:team/),
  ]);
  const done = (await app.storage.audit.list(10)).filter(({ actor }) => actor === ADA);
  expect(done).toHaveLength(1);
});

test("300 odd texts in every place of a reply make messages that Teams takes, and no markup", () => {
  for (const text of hostileTexts(300)) {
    const item: AdminItem = {
      title: text,
      state: "ok",
      url: text,
      lines: [text, `${text} ${text}`],
      buttons: [{ label: text, command: `sources status ${text}`, confirm: text, style: "danger" }],
    };
    const list = { type: "list" as const, title: text, items: [item, item], none: text };
    const reply = { parts: [{ type: "text" as const, text }, list, { ...list, items: [] }] };
    const rendered = renderReply(reply);
    expect(mistakesIn(rendered), JSON.stringify(text)).toEqual([]);
    expect(partsOf(rendered).filter(({ type }) => type === "TextBlock")).toEqual([]);
    expect(wordsOf(rendered)).not.toMatch(/<\/?at\b|\{\{(?:DATE|TIME)/i);
    expect((rendered.text ?? "").replaceAll(/\\[^\n]/g, "x")).not.toMatch(
      /[<>`*_~[\]|]|^\s*(?:#|[-+] )/m,
    );
  }
});

test("a link is a button, where it may be followed", () => {
  const shown = (url: string) => {
    const items = [{ title: "Connect", lines: [], url }];
    return renderReply({ parts: [{ type: "list", title: "", items, none: "" }] });
  };
  const [open] = partsOf(shown("https://acme.test/setup/a b")).filter(
    ({ type }) => type === "Action.OpenUrl",
  );
  expect(open).toMatchObject({ title: "Open", url: "https://acme.test/setup/a%20b" });
  const unsafe = ["javascript:alert(1)", "file:///etc/passwd", "https://a@evil.test/", "x", ""];
  for (const url of [...unsafe, `https://evil.test/${"x".repeat(2_000)}`]) {
    expect(mistakesIn(shown(url))).toEqual([]);
    expect(JSON.stringify(shown(url))).not.toContain("Action.OpenUrl");
  }
});

test("a question comes before what cannot be undone", () => {
  const buttons = [
    { label: "Remove", command: "sources remove x", confirm: "Really?", style: "danger" as const },
  ];
  const items = [{ title: "x", lines: [], buttons }];
  const rendered = renderReply({ parts: [{ type: "list", title: "", items, none: "" }] });
  const [asking] = partsOf(rendered).filter(({ type }) => type === "Action.ShowCard");
  expect(asking).toMatchObject({ title: "Remove", style: "destructive" });
  expect(wordsOf(asking?.card)).toBe("Really?");
  expect(buttonsOf(rendered).map(({ title }) => title)).toEqual(["Yes: Remove"]);
  expect(buttonsOf(asking?.card)).toHaveLength(1);
});

test.each(["a", "語"])("what is too long for one message is cut at a whole item: %s", (letter) => {
  const items = Array.from({ length: 80 }, (_, i) => ({
    title: `source-${i}`,
    lines: Array.from({ length: 3 }, () => letter.repeat(200)),
    buttons: Array.from({ length: 12 }, (__, b) => ({ label: `B${b}`, command: `c ${b}` })),
  }));
  const text = Array.from({ length: 300 }, () => letter.repeat(90)).join("\n");
  const list = { type: "list" as const, title: "Sources", items, none: "" };
  const rendered = renderReply({ parts: [{ type: "text", text }, list] });
  expect(mistakesIn(rendered)).toEqual([]);
  expect(wordsOf(rendered)).toMatch(/more than fits.*$/);
  const alone = renderReply(sentence(text.repeat(4)));
  expect(mistakesIn(alone)).toEqual([]);
  expect(alone.text).toMatch(/more than fits.*$/);
});

test("who is no admin is sent to those of Footnote's settings: Teams' own are none here", async () => {
  const { run } = await openAdmin();
  const { text } = renderReply(await run("sources", { person: BOB }));
  expect(text).toMatch(
    /^Only admins may use "sources": ask an admin from Footnote's settings, who/,
  );
});
