import { join } from "node:path";
import { expect, test } from "vitest";
import { EVERYONE } from "../../../src/access/audience.ts";
import { answerDirectly } from "../../../src/conversation/answer-directly.ts";
import { recordVote } from "../../../src/feedback/record-vote.ts";
import { exportDataset } from "../../../src/learning/datasets/export-dataset.ts";
import { listDatasets } from "../../../src/learning/lineage.ts";
import { listModels } from "../../../src/learning/registry/registry.ts";
import { removeExpired } from "../../../src/privacy/retention.ts";
import { openApp, syncFiles } from "../../support/open-app.ts";
import { temporaryFolder } from "../../support/temporary-folder.ts";
import { forEver } from "./support/for-ever.ts";

const DAY = 86_400_000;

/** A dataset and a version that rest on two questions, one vote each, and one document. */
async function openWorld() {
  const app = await openApp();
  const text = "# Annual leave\n\nEvery employee gets 28 days of annual leave per year.\n";
  const folder = await syncFiles(app, { "leave.md": text, "other.md": "# Other\n\nNothing.\n" });
  const asked = {
    text: "How many days of annual leave do I get?",
    audience: EVERYONE,
    history: [],
  };
  await answerDirectly("t", asked, app);
  const given = await app.storage.answers.get("t");
  if (given === undefined) throw new Error("It was not kept.");
  for (const id of ["a1", "a2"]) {
    await app.storage.answers.create({ ...given, id, surface: "web", askedBy: `asker-${id}` });
    const vote = { answerId: id, voter: `voter-${id}`, vote: "up" as const };
    await recordVote(vote, app.storage, app.now());
  }
  const directory = join(temporaryFolder("out"), "set");
  const card = await exportDataset(
    { format: "eval", directory, name: "set" },
    "test",
    forEver(app),
  );
  const learned = { kind: "retrieval" as const, createdAt: app.now(), lineage: {} };
  const { version } = await app.storage.learning.add({ ...learned, artifact: "{}", digest: "d" });
  const documents = [{ source: "handbook", documentId: "leave.md" }];
  const of = { answers: ["a1", "a2"], verified: [], documents };
  await app.storage.lineages.keep({ subject: version, name: version, madeAt: app.now(), ...of });
  const stale = async () => {
    const { versions } = await listModels(app.storage);
    const datasets = await listDatasets(app.storage);
    expect(datasets).toMatchObject([{ contentHash: card.contentHash, name: "set" }]);
    expect(versions[0]?.stale).toBe(datasets[0]?.stale);
    return datasets[0]?.stale ?? null;
  };
  expect(await stale()).toBeNull();
  return { app, folder, stale };
}

const because = (what: string) =>
  `It rests on what has been deleted, erased or taken back since: ${what}.`;

test("somebody who asked or voted is erased", async () => {
  const { app, stale } = await openWorld();
  await app.storage.privacy.erase({ ids: ["voter-a1"], principals: [] }, { id: "e1", at: 9 });
  expect(await stale()).toBe(because("1 vote"));
  await app.storage.privacy.erase({ ids: ["asker-a2"], principals: [] }, { id: "e2", at: 9 });
  expect(await stale()).toBe(because("1 question, 1 vote"));
});

test("a vote is taken back; another one that is cast later does not stand in for it", async () => {
  const { app, stale } = await openWorld();
  const later = app.now() + 1_000;
  await app.storage.feedback.withdraw("a1", "voter-a1", 0, later);
  await recordVote({ answerId: "a1", voter: "somebody", vote: "up" }, app.storage, later);
  expect(await stale()).toBe(because("1 vote"));
});

test("questions become too old", async () => {
  const { app, stale } = await openWorld();
  const now = () => app.now() + 31 * DAY;
  await removeExpired({ ...forEver(app, { questions: 30 }), now }, async () => undefined);
  expect(await stale()).toBe(because("2 questions"));
});

test("a document is deleted at its source; one that is only changed is not", async () => {
  const { app, folder, stale } = await openWorld();
  await syncFiles(app, { "leave.md": "# Annual leave\n\n29 days.\n" }, folder);
  expect(await stale()).toBeNull();
  await app.storage.documents.remove("handbook", ["leave.md"]);
  expect(await stale()).toBe(because("1 document"));
});

test("it names nobody", async () => {
  const { app } = await openWorld();
  const rows = await app.storage.database.selectFrom("lineages").selectAll().execute();
  expect(rows).toHaveLength(2);
  expect(JSON.stringify(rows)).not.toMatch(/voter|asker|leave|a1"/);
});
