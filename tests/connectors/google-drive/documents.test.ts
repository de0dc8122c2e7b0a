import { expect, test } from "vitest";
import { cleanExport } from "../../../connectors/google-drive/documents/clean-export.ts";
import { fileKind } from "../../../connectors/google-drive/tree/file-kind.ts";
import { wordFile } from "../../counterparts/google-drive/exports/office-packages.ts";
import { ANN } from "./drive-fixture.ts";
import { openClosedSync } from "./syncing/drive-sync-world.ts";

const DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document";

async function openDrive(settings: Record<string, string> = {}) {
  const world = await openClosedSync();
  const parentId = world.drive.createSharedDrive({
    name: "Team",
    members: { [ANN]: "organizer" },
  });
  world.set({ drives: parentId, ...settings });
  return { ...world, parentId };
}

test("sheets with their headers, slides with their notes, Office files, mail and text", async () => {
  const world = await openDrive();
  const { drive, parentId } = world;
  const sheet = drive.createSpreadsheet({
    name: "Rates",
    parentId,
    sheets: [
      {
        name: "Per day",
        rows: [
          ["Country", "Amount"],
          ["Peru", "USD 70"],
        ],
      },
      {
        name: "Hotels",
        rows: [
          ["City", "Most"],
          ["Lima", "USD 140"],
        ],
      },
    ],
  });
  const slides = drive.createPresentation({
    name: "Welcome",
    parentId,
    slides: [{ title: "First week", lines: ["Laptop on Monday"], notes: "Mention the badge." }],
  });
  const files: Record<string, [string, string | Uint8Array, string]> = {
    "Visitors.docx": [DOCX, wordFile("Visitors\nThey sign in."), "They sign in."],
    "a.md": ["text/markdown", "# A\n\nWords of a.", "Words of a."],
    "b.html": ["text/html", "<h1>B</h1><p>Words of b.</p>", "Words of b."],
    "c.csv": ["text/csv", "room,seats\nNorth,8\n", "| North | 8 |"],
    "d.eml": ["message/rfc822", "From: a@x.example\nSubject: Hi\n\nWords of d.\n", "Words of d."],
    "e.txt": ["application/octet-stream", "Words of e.", "Words of e."],
  };
  const ids = Object.entries(files).map(([name, [mimeType, content]]) =>
    drive.createFile({ name, parentId, mimeType, content }),
  );
  for (const name of ["photo.jpg", "film.mp4"]) {
    const mimeType = name.endsWith("jpg") ? "image/jpeg" : "video/mp4";
    drive.createFile({ name, parentId, mimeType, content: "no text" });
  }
  expect(await world.sync()).toMatchObject({ changed: 8, failed: 0 });
  const indexed = await world.indexed();
  expect(indexed[sheet]?.text).toMatch(
    /Per day[\s\S]*\| Country \| Amount \|[\s\S]*\| Peru \| USD 70/,
  );
  expect(indexed[sheet]?.text).toContain("| Lima | USD 140 |");
  expect(indexed[slides]?.text).toMatch(/First week[\s\S]*Laptop on Monday[\s\S]*badge/);
  for (const [at, [, , words]] of Object.values(files).entries()) {
    expect(indexed[ids[at] ?? ""]?.text).toContain(words);
  }
});

test("a document too large to export comes by its link, or as plain text", async () => {
  const world = await openDrive();
  const { drive, parentId } = world;
  const id = drive.createDocument({
    name: "Long",
    parentId,
    markdown: `Start 1.\n\n${"Many words. ".repeat(200)}\n\nEnd 2.`,
  });
  world.world.exportLimit = 500;
  expect(await world.sync()).toMatchObject({ changed: 1, failed: 0 });
  expect((await world.indexed())[id]?.text).toContain("End 2.");
});

test.each([
  ["larger than allowed", { maxFileBytes: "100" }, "x".repeat(200), /is larger than 0.1 MB/],
  ["broken", {}, Buffer.from("PK\u0003\u0004 nonsense"), /is broken/],
])("a file that is %s is one failure", async (_, settings, content, reason) => {
  const world = await openDrive(settings);
  const { drive, parentId } = world;
  drive.createFile({ name: "Bad.docx", parentId, mimeType: DOCX, content });
  const good = drive.createDocument({ name: "Good", parentId, markdown: "Good 1." });
  expect(await world.sync()).toMatchObject({ changed: 1, failed: 1 });
  expect((await world.failures())[0]?.reason).toMatch(reason);
  expect(Object.keys(await world.indexed())).toEqual([good]);
});

test("what may not be downloaded is one failure, and costs no request", async () => {
  const world = await openDrive();
  const { drive, parentId } = world;
  drive.share(parentId, { type: "user", role: "organizer", emailAddress: "ben@acme.example" });
  drive.share(parentId, { type: "user", role: "reader", emailAddress: ANN });
  const id = drive.createDocument({ name: "Shut", parentId, markdown: "Shut 1." });
  drive.setDownloadLimited(id, true);
  const start = world.world.requests.length;
  expect(await world.sync()).toMatchObject({ failed: 1 });
  expect(world.requestsSince(start).filter((one) => one.includes(id))).toEqual([]);
  expect((await world.failures())[0]?.reason).toContain("may not be downloaded");
});

test("what may be downloaded again is read at once", async () => {
  const world = await openDrive();
  const { drive, parentId } = world;
  drive.share(parentId, { type: "user", role: "organizer", emailAddress: "ben@acme.example" });
  drive.share(parentId, { type: "user", role: "reader", emailAddress: ANN });
  const id = drive.createDocument({ name: "Shut", parentId, markdown: "Shut 1." });
  drive.setDownloadLimited(id, true);
  await world.sync();
  drive.setDownloadLimited(id, false);
  expect(await world.sync()).toMatchObject({ changed: 1, failed: 0 });
  expect((await world.indexed())[id]?.text).toContain("Shut 1.");
});

test("malware is one failure, and nobody acknowledges it", async () => {
  const world = await openDrive();
  const { drive, parentId } = world;
  const id = drive.createFile({ name: "a.txt", parentId, mimeType: "text/plain", content: "Bad." });
  drive.get(id).isAbusive = true;
  expect(await world.sync()).toMatchObject({ changed: 0, failed: 1 });
  expect((await world.failures())[0]?.reason).toContain("identified as malware or spam");
});

test("a file of no bytes is not asked for", async () => {
  const world = await openDrive();
  const { drive, parentId } = world;
  const id = drive.createFile({ name: "a.txt", parentId, mimeType: "text/plain", content: "" });
  drive.createFile({ name: "a.pdf", parentId, mimeType: "application/pdf" });
  const start = world.world.requests.length;
  expect(await world.sync()).toMatchObject({ changed: 1, failed: 1 });
  expect(world.requestsSince(start).filter((one) => /1File/.test(one))).toEqual([]);
  expect((await world.indexed())[id]?.title).toBe("a.txt");
  expect((await world.failures())[0]?.reason).toBe("is empty (0 bytes)");
});

test("pictures written into an export, and its title, are left out", () => {
  const text =
    "\ufeff# Plan\r\n\r\nSee ![a map][image1] here.\r\n\r\n[image1]: <data:image/png;base64,iVBORw0>\r\n";
  expect(cleanExport(text, "Plan")).toBe("See a map here.");
  expect(cleanExport("---\n\nText.", "Plan")).toBe("---\n\nText.");
});

test.each([
  ["application/vnd.google-apps.document", "Plan", "document"],
  ["application/vnd.google-apps.form", "Survey", undefined],
  ["application/vnd.google-apps.drawing", "Sketch", undefined],
  ["application/vnd.oasis.opendocument.text", "a.odt", "office"],
  ["application/vnd.ms-excel.sheet.macroEnabled.12", "a.xlsm", "office"],
  ["application/msword", "a.doc", "legacy-office"],
  ["application/octet-stream", "notes.md", "text"],
  ["application/octet-stream", "setup.exe", undefined],
  ["text/x-python", "run.py", undefined],
  ["image/png", "a.pdf", undefined],
])("%s named %s is read as %s", (mimeType, name, kind) => {
  expect(fileKind(mimeType, name)).toBe(kind);
});
