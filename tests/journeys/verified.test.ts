import { rmSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import type { VerifiedView } from "../../src/feedback/verified/list-verified.ts";
import { startPineconeCounterpart } from "../counterparts/pinecone/start-pinecone-counterpart.ts";
import { createFootnote } from "../support/footnote.ts";
import { askState } from "../support/state.ts";
import { writeFiles } from "../support/temporary-folder.ts";
import type { ShownAnswer } from "./handbook.ts";

/* Verified answers, from the sources' files to what is said, each command a process of its own. */

const counterpart = await startPineconeCounterpart();
afterAll(() => counterpart.close());

const footnote = createFootnote({
  environment: {
    FOOTNOTE_EMBEDDER: "none",
    PINECONE_API_KEY: counterpart.apiKey,
    PINECONE_CONTROLLER_URL: counterpart.url,
    PINECONE_REGION: "eu-west-1",
  },
});
const docs = join(footnote.folder, "docs");
const TOPICS = ["probation", "sabbatical", "parking", "canteen"] as const;
type Topic = (typeof TOPICS)[number];

const page = (topic: Topic, days: number) =>
  `# ${topic}\n\nThe rule for ${topic} says ${days} days, as the council agreed.\n`;
const questionOf = (topic: Topic) => `What does the works council say of ${topic}?`;
const ids = new Map<Topic, string>();

async function ask(topic: Topic, ...as: string[]) {
  const who = as.flatMap((principal) => ["--as", principal]);
  const answer = await footnote.json<ShownAnswer & { verified?: object }>(
    "ask",
    questionOf(topic),
    ...who,
  );
  return answer.verified === undefined ? undefined : answer.text;
}

/** As the state has it: listing them would look whether they are stale by itself. */
async function statusOf(topic: Topic): Promise<string | undefined> {
  const rows = await askState<{ id: string; status: string }>(
    footnote.dataDir,
    "select id, status from verified_answers",
  );
  return rows.find(({ id }) => id === ids.get(topic))?.status;
}

const inQueue = async () =>
  (await footnote.json<VerifiedView[]>("verified")).map(({ id, expiredBecause }) => ({
    id,
    expiredBecause,
  }));

beforeAll(async () => {
  writeFiles(docs, Object.fromEntries(TOPICS.map((topic) => [`${topic}.md`, page(topic, 3)])));
  await footnote.json("sources", "add", "files", "rules", "--set", "path=docs");
  await footnote.json("sync", "rules");
  for (const topic of TOPICS) {
    const text = ["--question", questionOf(topic), "--text", `Said of ${topic}: 3 days [1].`];
    const about = ["--document", `rules:${topic}.md`];
    const added = await footnote.json<VerifiedView>("verified", "add", ...text, ...about);
    ids.set(topic, added.id);
  }
}, 60_000);

test("one sync after its document changed, went or was closed, it is given to nobody who may not", async () => {
  writeFiles(docs, {
    "probation.md": page("probation", 4),
    "_access.yaml": "parking.md: [group:hr]\n",
  });
  rmSync(join(docs, "sabbatical.md"));
  await footnote.json("sync", "rules");
  expect(await statusOf("probation")).toBe("expired");
  expect(await statusOf("sabbatical")).toBe("expired");
  // Who may read a document is no part of what it says.
  expect(await statusOf("parking")).toBe("active");
  expect(await statusOf("canteen")).toBe("active");
  for (const topic of ["probation", "sabbatical", "parking"] as const) {
    expect(await ask(topic)).toBeUndefined();
  }
  expect(await ask("parking", "everyone", "group:hr")).toBe("Said of parking: 3 days [1].");
  expect(await ask("canteen")).toBe("Said of canteen: 3 days [1].");
  const waiting = await inQueue();
  expect(waiting).toHaveLength(2);
  expect(waiting).toContainEqual({
    id: ids.get("probation"),
    expiredBecause: expect.stringContaining("has changed"),
  });
  expect(waiting).toContainEqual({
    id: ids.get("sabbatical"),
    expiredBecause: expect.stringContaining("no longer there"),
  });
}, 90_000);

test("where the index was moved it holds as before, and expires as before", async () => {
  await footnote.json("index", "move", "--to", "pinecone");
  expect(await ask("canteen")).toBe("Said of canteen: 3 days [1].");
  expect(await ask("parking")).toBeUndefined();
  expect(await ask("parking", "everyone", "group:hr")).toBe("Said of parking: 3 days [1].");
  writeFiles(docs, { "parking.md": page("parking", 5) });
  await footnote.json("sync", "rules");
  expect(await statusOf("parking")).toBe("expired");
  expect(await ask("parking", "everyone", "group:hr")).toBeUndefined();
}, 90_000);
