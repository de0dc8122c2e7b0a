import { join } from "node:path";
import { expect, test } from "vitest";
import { createFootnote } from "../support/footnote.ts";
import { writeFiles } from "../support/temporary-folder.ts";

const LEAVE = "# Annual leave\n\nEvery employee gets 28 days of annual leave per year.\n";

test("an owner is named on the command line, and stands beside the gaps of their source", async () => {
  const footnote = createFootnote();
  writeFiles(join(footnote.folder, "docs"), { "leave.md": LEAVE });
  await footnote.run("sources", "add", "files", "handbook", "--set", "path=docs");
  await footnote.json("sync", "handbook");
  const owner = ["sources", "owner", "handbook"];
  expect((await footnote.run(...owner)).stdout).toContain("Nobody looks after handbook.");
  const wrong = await footnote.run(...owner, "anna");
  expect(wrong).toMatchObject({ code: 1, stderr: expect.stringContaining('"anna" is nobody') });
  expect(await footnote.json(...owner, "Anna@Acme.example")).toEqual({
    source: "handbook",
    owner: "user:anna@acme.example",
  });
  const { id } = (await footnote.json(
    "ask",
    "How many days of annual leave does an employee get?",
  )) as {
    id: string;
  };
  await footnote.run("vote", id, "down");
  const gaps = await footnote.run("gaps");
  expect(gaps.stdout).toContain("most likely of handbook: anna@acme.example");
  expect(await footnote.json("digest")).toMatchObject({
    disliked: [{ source: "handbook", sourceQuestions: 1, owner: "user:anna@acme.example" }],
    review: { waiting: 0, expired: 0, disliked: 1, corrected: 0 },
  });
  expect(await footnote.json(...owner, "nobody")).toEqual({ source: "handbook", owner: null });
}, 120_000);
