import { join } from "node:path";
import { expect, test } from "vitest";
import { newRecord } from "../../src/conversation/accept-question.ts";
import { readStored } from "../support/state.ts";
import { temporaryFolder, temporaryStorage } from "./temporary-storage.ts";

const SECRET = "When is the Initech merger";

test("what a workspace asked cannot be read from the files once it is gone", async () => {
  const folder = temporaryFolder();
  const storage = await temporaryStorage(join(folder, "state.sqlite"));
  const isStored = async () =>
    (await readStored(folder)).some(({ bytes }) => bytes.includes(SECRET));
  for (let n = 0; n < 300; n += 1) {
    const id = `slack:T1:C1:${n}`;
    const asked = { messageId: id, threadId: id, surface: "slack", askedBy: "slack:T1:U1" };
    const text = `${SECRET} number ${n}? ${"Please. ".repeat(n)}`;
    await storage.rooms.replies.accept(newRecord({ ...asked, text, audience: [] }, n), {
      ...{ answerId: id, workspaceId: "slack:T1", roomId: "slack:T1:C1", roomKind: "open" },
      ...{ threadId: id, messageId: id, askedBy: "slack:T1:U1", onlyTo: undefined, context: [] },
      ...{ saidAt: 1, createdAt: 1, again: undefined },
    });
  }
  expect(await isStored()).toBe(true);
  expect(await storage.rooms.removeWorkspace("slack:T1", 1)).toBe(300);
  expect(await isStored()).toBe(false);
});
