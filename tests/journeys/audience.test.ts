import { join } from "node:path";
import { beforeAll, expect, test } from "vitest";
import { createFootnote } from "../support/footnote.ts";
import { writeFiles } from "../support/temporary-folder.ts";
import { expectCited, HANDBOOK, type ShownAnswer } from "./handbook.ts";

// What is below finance/ is for group:finance alone.
const footnote = createFootnote();
const docs = writeFiles(join(footnote.folder, "docs"), HANDBOOK);
const BONUS = "How large is the bonus pool for executives?";
const SECRET = /730000|Kingfisher|bonus\.md|Bonus pool/;
const FINANCE = ["--as", "everyone", "--as", "group:finance"];

beforeAll(async () => {
  await footnote.json("sources", "add", "files", "handbook", "--set", "path=docs");
  await footnote.json("sync", "handbook");
});

interface Found {
  passages: { documentId: string }[];
}

test.each([
  ["whoever says nothing", []],
  ["a full member", ["--as", "everyone"]],
  ["a stranger", ["--as", "public"]],
  ["another group", ["--as", "everyone", "--as", "group:financiers"]],
])("%s is told nothing of a restricted page", async (_, as) => {
  const asked = await footnote.run("ask", BONUS, ...as, "--json");
  const answer = JSON.parse(asked.stdout) as ShownAnswer;
  expect(answer.outcome).toBe("not-found");
  expect(JSON.stringify({ ...answer, searchedFor: "" })).not.toMatch(SECRET);
  const why = await footnote.run("why", answer.id, "--json");
  expect(JSON.stringify({ ...JSON.parse(why.stdout), searchedFor: "" })).not.toMatch(SECRET);
  for (const mode of ["hybrid", "keyword"]) {
    const found = await footnote.run("search", "Kingfisher bonus", ...as, "--mode", mode, "--json");
    expect(found.stdout).not.toMatch(SECRET);
  }
});

test("what comes nearest is named to those who may open it, and to nobody else", async () => {
  const question = "Where does Zofia Brandt of the Kingfisher committee live?";
  const member = await footnote.json<ShownAnswer>("ask", question);
  const finance = await footnote.json<ShownAnswer>("ask", question, ...FINANCE);
  expect(member.nearest.map(({ documentId }) => documentId)).not.toContain("finance/bonus.md");
  expect(finance.outcome).toBe("not-found");
  expect(finance.nearest.map(({ documentId }) => documentId)).toContain("finance/bonus.md");
});

test("the group reads it, and loses it with the next sync after a change of the rules", async () => {
  const answer = await footnote.json<ShownAnswer>("ask", BONUS, ...FINANCE);
  expectCited(answer);
  expect(answer.text).toContain("730000 EUR");
  // Who holds the group alone does not hold `everyone`.
  const groupOnly = await footnote.json<Found>(
    "search",
    "annual leave bonus",
    "--as",
    "group:finance",
  );
  expect(groupOnly.passages.map(({ documentId }) => documentId)).toEqual(["finance/bonus.md"]);

  writeFiles(docs, { "_access.yaml": "finance/**: [user:cfo@example.com]\n" });
  expect(await footnote.json("sync", "handbook")).toMatchObject({ changed: 0, unchanged: 5 });
  expect(await footnote.json("search", "Kingfisher", ...FINANCE)).toMatchObject({ passages: [] });
  const chief = await footnote.json<Found>("search", "Kingfisher", "--as", "user:CFO@example.com");
  expect(chief.passages).toHaveLength(1);
});

test("a source's audience can be changed without reading it again", async () => {
  const moved = await footnote.json("sources", "audience", "handbook", "/", "group:staff");
  expect(moved).toEqual({ source: "handbook", audience: ["group:staff"], documents: 4 });
  expect(await footnote.json("search", "annual leave")).toMatchObject({ passages: [] });
  const staff = await footnote.json<Found>("search", "annual leave", "--as", "group:staff");
  expect(staff.passages[0]?.documentId).toBe("people/annual-leave.md");
});

test("rules that cannot be read stop the sync instead of being passed over", async () => {
  writeFiles(docs, { "_access.yaml": "finance/**: [finance]\n" });
  const { code, stderr } = await footnote.run("sync", "handbook");
  expect(code).toBe(1);
  expect(stderr).toMatch(/_access\.yaml.*finance/);
  expect(await footnote.json("search", "Kingfisher", ...FINANCE)).toMatchObject({ passages: [] });
});
