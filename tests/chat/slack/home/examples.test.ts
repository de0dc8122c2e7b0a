import { expect, test } from "vitest";
import { findUser } from "../../../counterparts/slack/state/users.ts";
import { startAdmin } from "../commands/start-admin.ts";
import { addFiles, openedHome } from "./open-home.ts";

type Started = Awaited<ReturnType<typeof startAdmin>>;

async function addVerified(
  { app }: Started,
  id: string,
  question: string,
  audience: string[][],
  documentId: string,
): Promise<void> {
  const document = await app.storage.documents.get("handbook", documentId);
  if (document === undefined) throw new Error(`there is no ${documentId}`);
  const { source, title, fingerprint, accessId } = document;
  await app.storage.verified.add({
    ...{ id, question, text: "Yes [1].", audience, status: "active", origin: "admin" },
    citations: [{ source, documentId, title, fingerprint, accessId, quotes: [] }],
    ...{ createdBy: "test", createdAt: 1, changedAt: 1, approvedBy: "test", approvedName: "Ann" },
    ...{ approvedAt: 1, expiredBecause: undefined, answerId: undefined, messageId: undefined },
    ...{ workspaceId: undefined, roomId: undefined },
  });
}

const FILES = {
  "faq.md":
    "# Questions\n\n## How do I get a new badge?\n\nAsk Ann.\n\n## Why?\n\nSo.\n\n## How do I get a new badge?\n\nAgain.",
  "release.md": "# Release process\n\nThe release process ends on Friday.",
  "notes.md": "# Untitled\n\nNothing of note.",
};

test("questions come of verified answers, of what documents ask themselves, and of their titles", async () => {
  const started = await startAdmin({ files: FILES });
  const { slack, app } = started;
  const mail = `user:${findUser(slack.world, "olga").email}`;
  await addFiles(started, "board", [mail], {
    "board.md": "# Board\n\n## When do we sell the company?\n\nIn May.",
  });
  await addVerified(started, "v1", "May I bring my dog?", [["everyone"]], "faq.md");
  await addVerified(started, "v2", "Who gets the bonus of May?", [[mail]], "faq.md");
  const amy = await openedHome(started, "amy");
  const shown = (home: string) => home.split("\n").filter((line) => line.startsWith("• "));
  const [first, ...others] = shown(amy);
  expect(first).toBe("• May I bring my dog?");
  expect(others.sort()).toEqual([
    "• How do I get a new badge?",
    "• How does the release process work?",
  ]);
  expect(amy).not.toMatch(/sell|bonus|Board|board/);
  const olga = shown(await openedHome(started, "olga")).join();
  expect(olga).toContain("When do we sell the company?");
  expect(olga).toContain("Who gets the bonus of May?");
  expect(shown(await openedHome(started, "gina"))).toEqual([]);
  // What the answer rests on is another now, and so may be the answer.
  const document = await app.storage.documents.get("handbook", "faq.md");
  if (document !== undefined) {
    await app.storage.documents.save([{ ...document, fingerprint: "another" }]);
  }
  expect(await openedHome(started, "amy")).not.toContain("dog");
  expect(slack.world.complaints).toEqual([]);
}, 30_000);
