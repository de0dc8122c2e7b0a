import { expect, onTestFinished, test } from "vitest";
import type { ShownAnswer } from "../../../../src/chat/chat-platform.ts";
import { safeHref } from "../../../../src/chat/web/markdown/blocks.ts";
import { blocksToPlain } from "../../../../src/chat/web/markdown/blocks-to-plain.ts";
import { readAnswerText } from "../../../../src/chat/web/markdown/read-answer-text.ts";
import { extractiveWriter } from "../../../../src/models/local/extractive-writer.ts";
import type { Writer } from "../../../../src/models/models.ts";
import { notifiedBy } from "../../../counterparts/slack/events/notified.ts";
import type { Message } from "../../../counterparts/slack/shapes/message.ts";
import { addUser } from "../../../counterparts/slack/state/users.ts";
import { startAdmin, textOf } from "../commands/start-admin.ts";
import { hostileTexts } from "../show/hostile-texts.ts";
import { bare, shownWords } from "../show/shown-words.ts";

/** All are rendered by show/hostile.test.ts; `HOSTILE_ASKED=300` asks with all of them here. */
const ASKED = Number(process.env.HOSTILE_ASKED ?? 60);
const LONGEST_MS = 60_000 + ASKED * 300;
const TEXTS = hostileTexts(300);
/** Repeats the whole of what it is asked about. */
const writer: Writer = {
  ...extractiveWriter,
  async *write({ question, passages }) {
    const [item = ""] = /zebra\d+/.exec(question) ?? [];
    for (const { n, text } of passages) if (text.includes(`${item} `)) yield `${text} [${n}]\n`;
  },
};
/** One of each kind, and mixtures. */
const CHOSEN = TEXTS.filter((_, i) => i % Math.floor(TEXTS.length / ASKED) === 0).slice(0, ASKED);

test(
  "odd questions about odd documents come back whole, link nowhere else and ring nobody",
  async () => {
    expect(new Set(TEXTS).size).toBe(300);
    const files = Object.fromEntries(
      CHOSEN.map((text, n) => [
        `item-${n}.md`,
        `# Item ${n} ${text.slice(0, 300)}\n\nThe item zebra${n} costs ${1_000 + n} EUR a piece ${text}\n\n${text}\n`,
      ]),
    );
    const { slack, app } = await startAdmin({
      ...{ files, over: "http", answering: { writer } },
      // They are all asked at once, by one person.
      config: { maxPendingPerAsker: CHOSEN.length },
    });
    const { world, people, company } = slack;
    const channels = CHOSEN.map((_, n) =>
      people.createChannel(company.teamId, {
        name: `odd-${n}`,
        members: ["amy", company.botUserId],
      }),
    );
    const asked = CHOSEN.map((text, n) => {
      const words = `${text.slice(0, 3_500)} How much does the item zebra${n} cost a piece?`;
      return people.mention("amy", channels[n] ?? "", words);
    });
    const answersTo = ({ channelId, ts }: Message) =>
      (world.channels.get(channelId)?.messages ?? []).filter(
        ({ user, threadTs, stream }) =>
          user === company.botUserId && threadTs === ts && stream !== "in_progress",
      );
    const answered = () => asked.filter((message) => answersTo(message).length > 0).length;
    await expect.poll(answered, { timeout: LONGEST_MS, interval: 100 }).toBe(CHOSEN.length);
    const broken: string[] = [];
    let [quoted, found] = [0, 0];
    for (const [n, message] of asked.entries()) {
      const [only, ...more] = answersTo(message);
      const id = `slack:${company.teamId}:${message.channelId}:${message.ts}`;
      const answer = (await app.storage.answers.get(id))?.answer as ShownAnswer;
      const complain = (what: string) => broken.push(`${what}: ${JSON.stringify(CHOSEN[n])}`);
      if (only === undefined || more.length > 0) {
        complain("said more than once");
        continue;
      }
      if (only.notified.length > 0) complain(`rang ${only.notified}`);
      if (notifiedBy(world, only.text, only.blocks).length > 0) complain("rings");
      const addresses = new Set(answer.citations.map(({ url }) => safeHref(url)));
      const { words, links } = shownWords(String(only.blocks?.[0]?.text));
      if (links.some((link) => !addresses.has(link) && !link.startsWith("mailto:"))) {
        complain(`links to ${links}`);
      }
      if (answer.outcome !== "answered") continue;
      quoted += 1;
      const expected = bare(blocksToPlain(readAnswerText(answer.text, answer.citations)));
      if (bare(words) !== expected) complain("is another text");
      if (words.includes(`${1_000 + n} EUR`)) found += 1;
    }
    expect(broken).toEqual([]);
    expect(quoted).toBeGreaterThan(CHOSEN.length / 2);
    expect(found).toBeGreaterThan(CHOSEN.length / 2);
    expect(world.complaints).toEqual([]);
  },
  LONGEST_MS + 30_000,
);

test("odd names of people and channels, shown to an admin, ring nobody and are no markup", async () => {
  const started = await startAdmin();
  const { slack, give } = started;
  const { world, company } = slack;
  onTestFinished(() => expect(world.complaints).toEqual([]));
  for (const [n, text] of TEXTS.slice(0, 14).entries()) {
    addUser(world, company.teamId, { name: `odd${n}`, realName: text.slice(0, 200) || "odd" });
    const shown = [
      await give("adam", `admins add @odd${n}`),
      await give("adam", `channel expert ${text.replaceAll("\n", " ").slice(0, 100)}`),
      await give("adam", `sources status ${text.slice(0, 200)}`),
    ];
    for (const message of shown) {
      expect(notifiedBy(world, message.text, message.blocks)).toEqual([]);
      expect(JSON.stringify(message.blocks)).not.toMatch(/"type":"mrkdwn"/);
      expect(message.text).not.toMatch(/<[@!#]/);
      expect(textOf(message)).not.toBe("");
    }
  }
  for (const line of ["admins", "audit-log", "channel"]) {
    const message = await give("adam", line);
    expect(notifiedBy(world, message.text, message.blocks)).toEqual([]);
    expect(JSON.stringify(message.blocks)).not.toMatch(/"type":"mrkdwn"/);
  }
}, 60_000);
