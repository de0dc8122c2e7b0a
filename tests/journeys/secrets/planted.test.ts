import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { create, extract } from "tar";
import { expect, test } from "vitest";
import { filesOf, findSecrets } from "../../support/find-secrets.ts";
import { createFootnote } from "../../support/footnote.ts";
import { readStored } from "../../support/state.ts";
import { temporaryFolder, writeFiles } from "../../support/temporary-folder.ts";

/** Put together here, so that nothing in this file looks like one. */
const SECRET = `sk-${"Zq7".repeat(9)}`;

test("what is written in one of these ways is found", () => {
  const written = [SECRET, encodeURIComponent(SECRET), Buffer.from(SECRET).toString("hex")];
  const basic = Buffer.from(`name:${SECRET}`).toString("base64");
  for (const text of [...written, basic, SECRET.toLowerCase(), `cut: ${SECRET.slice(10)}`]) {
    const place = { name: "a log", bytes: Buffer.from(`It said ${text}, and more`) };
    expect([text, findSecrets({ key: SECRET }, [place])]).not.toEqual([text, []]);
  }
  const other = { name: "a log", bytes: Buffer.from("It said nothing of the kind") };
  expect(findSecrets({ key: SECRET }, [other])).toEqual([]);
});

test("what stands in the database, the index, a file beside them or a backup is found there", async () => {
  const footnote = createFootnote();
  const { folder, dataDir } = footnote;
  const found = () => readStored(dataDir).then((places) => findSecrets({ key: SECRET }, places));
  writeFiles(folder, { "docs/leave.md": "# Leave\n\nEverybody has 30 days.\n" });
  await footnote.json("sources", "add", "files", "docs", "--set", "path=docs");
  await footnote.json("sync", "docs");
  expect(await found()).toEqual([]);
  // A document may say one: then it lies in the index; a question: in the record.
  writeFiles(folder, { "docs/keys.md": `# Keys\n\nThe key of the gate is ${SECRET}.\n` });
  await footnote.json("sync", "docs");
  expect(await found()).toContainEqual(expect.stringMatching(/in clear in .*index\.sqlite/));
  expect(await found()).not.toContainEqual(expect.stringMatching(/in clear in .*state\.sqlite/));
  const { stdout } = await footnote.run("ask", `Is ${SECRET} the key of the gate?`, "--json");
  expect(findSecrets({ key: SECRET }, [{ name: "ask", bytes: Buffer.from(stdout) }])).toContain(
    "key in clear in ask",
  );
  expect(await found()).toContainEqual(expect.stringMatching(/in clear in .*state\.sqlite/));
  await footnote.run("backup", "backup.tgz");
  const unpacked = join(folder, "unpacked");
  mkdirSync(unpacked);
  await extract({ file: join(folder, "backup.tgz"), cwd: unpacked });
  const inBackup = findSecrets({ key: SECRET }, filesOf(unpacked));
  expect(inBackup).toContainEqual(expect.stringMatching(/in clear in .*state\.sqlite/));
  writeFileSync(join(dataDir, "notes.log"), `Bearer ${SECRET}\n`);
  expect(await found()).toContainEqual(expect.stringMatching(/in clear in .*notes\.log/));
}, 60_000);

test("a packed file hides what is in it: it has to be unpacked first, as the journeys do", async () => {
  const folder = temporaryFolder("packed");
  writeFileSync(join(folder, "secret.txt"), SECRET.repeat(3));
  await create({ file: join(folder, "a.tgz"), gzip: true, cwd: folder }, ["secret.txt"]);
  const packed = { name: "a.tgz", bytes: readFileSync(join(folder, "a.tgz")) };
  expect(findSecrets({ key: SECRET }, [packed])).toEqual([]);
  expect(findSecrets({ key: SECRET }, filesOf(folder))).not.toEqual([]);
});
