import { expect, test } from "vitest";
import { createFootnote } from "../support/footnote.ts";
import { temporaryFolder, writeFiles } from "../support/temporary-folder.ts";

test("groups, links and their reasons on the command line", async () => {
  const footnote = createFootnote();
  const folder = temporaryFolder("docs");
  writeFiles(folder, {
    "pay.md": "# Salary bands\n\nBand one ends at 60000 EUR.",
    "board.md": "# Board\n\nThe board meets in May.",
    "_access.yaml": 'pay.md: [group:finance]\nboard.md: ["google-group:board@acme.com"]\n',
  });
  await footnote.json("sources", "add", "files", "hb", "--set", `path=${folder}`);
  await footnote.json("sync", "hb");
  expect(await footnote.json("sources", "status", "hb")).toMatchObject({ forUnknownGroups: 2 });
  const set = ["access", "groups", "set", "finance", "user:ana@acme.com"];
  expect(await footnote.json(...set)).toMatchObject({
    ...{ principal: "group:finance", members: ["user:ana@acme.com"], before: null },
  });
  expect(await footnote.json("access", "link", "eve@studio.test", "ana@acme.com")).toMatchObject({
    isNew: true,
  });
  const found = await footnote.json("search", "band", "--as", "user:eve@studio.test");
  expect(found).toMatchObject({ passages: [{ documentId: "pay.md" }] });
  const explained = await footnote.json("access", "explain", "eve@studio.test", "salary bands");
  expect(explained).toMatchObject({
    mayRead: true,
    readers: [{ principal: "group:finance", held: true, group: { from: "admin" } }],
    held: [
      { principal: "user:eve@studio.test", because: "given" },
      { principal: "user:ana@acme.com", because: "linked", by: "cli" },
      { principal: "group:finance", because: "member", member: "user:ana@acme.com" },
    ],
  });
  const refused = await footnote.run("access", "explain", "ana@acme.com", "board.md");
  expect(refused.stdout).toMatch(/may not read "Board".*no source said yet who is in it/s);
  const { code, stdout } = await footnote.run("doctor", "--json");
  expect(code).toBe(1);
  expect(JSON.parse(stdout).checks).toContainEqual(
    expect.objectContaining({
      name: "groups",
      ok: false,
      detail: expect.stringContaining("google-group:board@acme.com"),
    }),
  );
  await footnote.json("access", "groups", "remove", "finance");
  const gone = await footnote.json("search", "band", "--as", "user:eve@studio.test");
  expect(gone).toMatchObject({ passages: [] });
  const log = await footnote.json<{ action: string }[]>("audit-log");
  expect(log.map(({ action }) => action).slice(0, 3)).toEqual([
    "access.group-removed",
    "access.linked",
    "access.group-set",
  ]);
}, 180_000);
