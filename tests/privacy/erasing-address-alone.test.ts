import { join } from "node:path";
import { expect, test } from "vitest";
import { newRecord } from "../../src/conversation/accept-question.ts";
import { openStorage } from "../../src/storage/open-storage.ts";
import { createFootnote } from "../support/footnote.ts";

const MAIL = "ana@example.com";
const ANA = "slack:T1:UANA";

test("an address that only a chat could tell the id of erases nothing by itself, unless told to", async () => {
  const footnote = createFootnote();
  await footnote.json("sources", "list");
  const storage = await openStorage({ file: join(footnote.dataDir, "state.sqlite") });
  const answerId = "slack:T1:C1:1.1";
  const place = { askedBy: ANA, messageId: answerId, threadId: answerId };
  const audience = [[`user:${MAIL}`, "everyone"], ["user:bob@example.com"]];
  const record = newRecord({ ...place, surface: "slack", text: "What is it?", audience }, 1);
  await storage.rooms.replies.accept(record, {
    ...{ ...place, answerId, roomId: "slack:T1:C1", workspaceId: "slack:T1", roomKind: "closed" },
    ...{ onlyTo: undefined, context: [], contextBy: [], saidAt: 1, createdAt: 1, again: undefined },
  });
  await storage.close();
  const why = "There are people of slack here, which is not set up where this runs";

  const shown = await footnote.run("privacy", "show", MAIL);
  expect(shown).toMatchObject({ code: 0, stdout: expect.stringContaining(why) });
  const refused = await footnote.run("privacy", "erase", MAIL, "--yes");
  expect(refused).toMatchObject({ code: 1, stderr: expect.stringContaining(why) });
  expect(refused.stderr).toContain("Nothing was erased.");
  expect(refused.stderr).toContain("--address-alone");
  type Kinds = { kinds: { kind: string; count: number }[] };
  const audiences = { kind: "audiences", count: 1 };
  expect((await footnote.json<Kinds>("privacy", "show", MAIL)).kinds).toContainEqual(audiences);

  const byId = await footnote.json<Kinds>("privacy", "erase", ANA, "--yes");
  expect(byId).toMatchObject({ ids: [ANA], notes: [] });
  expect(byId.kinds).toContainEqual({ kind: "questions", count: 1 });
  const alone = await footnote.run("privacy", "erase", MAIL, "--yes", "--address-alone");
  expect(alone).toMatchObject({ code: 0, stdout: expect.stringContaining("Erased") });
}, 120_000);
