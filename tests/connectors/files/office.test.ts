import { expect, test } from "vitest";
import { readDocument } from "../../../connectors/files/read-document.ts";
import { makeArchive } from "../shared/extraction/making/make-archive.ts";
import {
  makePresentation,
  makeWord,
  paragraph,
  shape,
} from "../shared/extraction/making/make-office.ts";
import { drawText, makePages } from "../shared/extraction/making/make-pdf.ts";
import { folderOf, readFolder } from "./files-fixture.ts";

test("Office files and PDFs are documents; what cannot be read is one failure each", async () => {
  const { documents, failures } = await readFolder(
    await folderOf({
      "people/parental-leave.docx": makeWord(paragraph("Sixteen weeks.")),
      "plan.pptx": makePresentation([{ shapes: shape("title", ["The plan"]) }]),
      "fees.pdf": makePages([drawText([[72, 700, 12, "Fees are due in May."]])]),
      "scan.pdf": makePages([""]),
      "old.doc": "not really",
      "bomb.docx": makeArchive([["word/document.xml", Buffer.alloc(201_000_000, 32)]]),
      "photo.png": "passed over",
    }),
  );
  expect(
    [...documents.values()].map(({ documentId, kind, title }) => [documentId, kind, title]),
  ).toEqual([
    ["fees.pdf", "pdf", "Fees"],
    ["people/parental-leave.docx", "docx", "Parental leave"],
    ["plan.pptx", "pptx", "The plan"],
  ]);
  expect(documents.get("fees.pdf")?.markdown).toBe("## Page 1\n\nFees are due in May.");
  expect([...failures.keys()]).toEqual(["bomb.docx", "old.doc", "scan.pdf"]);
  expect(failures.get("scan.pdf")).toMatch(/^holds no text/);
});

test("a file that did not change is not read again", async () => {
  const folder = await folderOf({ "a.docx": makeWord(paragraph("Text")) });
  const { documents } = await readFolder(folder);
  const known = documents.get("a.docx")?.fingerprint;
  expect(known).toBeDefined();
  const again = await readFolder(folder, {}, () => known);
  expect([...again.unchanged.keys()]).toEqual(["a.docx"]);
});

test("text that takes long to read holds up nothing else, and long text is read whole", async () => {
  const abort = new AbortController();
  const brackets = Buffer.from("![".repeat(1_000_000));
  const reading = readDocument("a.md", "markdown", brackets, abort.signal);
  setTimeout(() => abort.abort(new Error("enough")), 500);
  await expect(reading).rejects.toThrow("enough");
  const lines = Buffer.from("# Log\n\nAll is well.\n".repeat(400_000));
  const { signal } = new AbortController();
  expect((await readDocument("a.txt", "text", lines, signal)).markdown.length).toBeGreaterThan(7e6);
});
