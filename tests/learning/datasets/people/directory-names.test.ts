import { readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, onTestFinished, test } from "vitest";
import { readManifest } from "../../../chat/slack/receive/start-slack.ts";
import { startSlackCounterpart } from "../../../counterparts/slack/start-slack-counterpart.ts";
import { createFootnote } from "../../../support/footnote.ts";
import { writeFiles } from "../../../support/temporary-folder.ts";

/** Known to Slack alone: nobody asked, and no document is for them. */
const NAME = "Carla Ruiz";

test("names of everybody in Slack are taken out of a dataset; where Slack does not say, nothing is written", async () => {
  const slack = await startSlackCounterpart({ manifest: readManifest("socket") });
  let isOpen = true;
  const close = async () => {
    if (isOpen) await slack.close();
    isOpen = false;
  };
  onTestFinished(close);
  const footnote = createFootnote({
    environment: {
      SLACK_BOT_TOKEN: slack.company.botToken,
      SLACK_APP_TOKEN: slack.world.app.appToken,
      FOOTNOTE_SLACK_API_URL: slack.apiUrl,
    },
  });
  const pages = Array.from({ length: 12 }, (_, n) => [
    `docs/topic-${n}.md`,
    `# Topic ${n}\n\nThe gadget of team ${n} is a device with ${n + 3} buttons, which ${NAME} keeps.\n`,
  ]);
  writeFiles(footnote.folder, Object.fromEntries(pages));
  await footnote.json("sources", "add", "files", "handbook", "--set", "path=docs");
  await footnote.json("sync", "handbook");
  const write = (out: string, ...more: string[]) =>
    footnote.run(
      "feedback",
      "export",
      "--format",
      "eval",
      "--synthetic",
      "40",
      "--out",
      out,
      ...more,
    );
  const read = (out: string) =>
    ["qa.jsonl", "corpus.jsonl"]
      .map((file) => readFileSync(join(footnote.folder, out, file), "utf8"))
      .join("");
  await write("asked");
  expect(read("asked")).toMatch(/\[PERSON_\d+\]/);
  expect(read("asked")).not.toContain(NAME);
  await close();
  const refused = await write("refused");
  expect(refused).toMatchObject({ code: 1, stdout: "" });
  expect(refused.stderr).toMatch(
    /^Who is in slack cannot be told, and their names would stay .+--without-directory\.\n$/,
  );
  await write("unasked", "--without-directory");
  expect(read("unasked")).toContain(NAME);
}, 120_000);
