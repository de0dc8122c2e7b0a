import { expect, onTestFinished, test } from "vitest";
import type { ExtractFile } from "../../../connectors/notion/documents/extract-file.ts";
import { createNotionConnector } from "../../../connectors/notion/notion-connector.ts";
import { notionSettings } from "../../../connectors/notion/settings.ts";
import { UnreadableDocumentError } from "../../../connectors/shared/unreadable-document-error.ts";
import { documentsIn, readChanges } from "../../contracts/connector-contract.ts";
import { paragraph } from "../../counterparts/notion/workspace/content.ts";
import { makeWorkspace } from "./notion-fixture.ts";

/** Takes bytes for text, as a reader of text files would. */
const extract: ExtractFile = async (bytes, { fileName }) => {
  const text = Buffer.from(bytes).toString("utf8");
  if (text === "locked") throw new UnreadableDocumentError("is protected by a password");
  return { markdown: `# About ${fileName}\n\n${text}` };
};

async function readWith(reader: ExtractFile | undefined, files: Record<string, string>) {
  const world = await makeWorkspace();
  onTestFinished(() => world.counterpart.close());
  const { apiUrl } = world.counterpart;
  for (const [name, text] of Object.entries(files)) world.world.files.set(name, Buffer.from(text));
  const hosted = (name: string) => ({
    type: "file",
    file: { url: `${apiUrl}/files/${name}?sig=1`, expiry_time: "2026-03-01T10:00:00.000Z" },
  });
  const id = world.workspace.createPage({
    title: "Files",
    parentId: world.dataSourceId,
    properties: {
      Offer: { id: "of", type: "files", files: [{ name: "offer.txt", ...hosted("offer.txt") }] },
    },
    blocks: [
      paragraph("See below."),
      { type: "file", content: { ...hosted("plan.txt"), name: "plan.txt", caption: [] } },
      { type: "pdf", content: { ...hosted("locked.pdf"), caption: [] } },
      { type: "pdf", content: { ...hosted("gone.pdf"), caption: [] } },
      {
        type: "pdf",
        content: { type: "external", external: { url: `${apiUrl}/files/plan.txt` }, caption: [] },
      },
    ],
  });
  const settings = notionSettings.parse({ apiUrl, requestsPerMinute: "1000000" });
  const connector = createNotionConnector(settings, async () => "ntn_test", reader);
  const changes = await readChanges(connector);
  return documentsIn(changes).find(({ documentId }) => documentId === id)?.markdown ?? "";
}

const FILES = {
  "plan.txt": "The plan.\n\n```\n# code\n```",
  "offer.txt": "CHF 5.",
  "locked.pdf": "locked",
};

test("files at Notion are read into their page, each under its name; others are only named", async () => {
  const markdown = await readWith(extract, FILES);
  expect(markdown).toContain("## offer.txt\n\n### About offer.txt\n\nCHF 5.");
  expect(markdown).toContain("## plan.txt\n\n### About plan.txt\n\nThe plan.\n\n```\n# code\n```");
  expect(markdown).toContain("## locked.pdf\n\n(This file is protected by a password.)");
  expect(markdown).toContain("## gone.pdf\n\n(This file could not be downloaded (403).)");
  expect(markdown.match(/The plan\./g)).toHaveLength(1);
});

test("without a reader for files they are named", async () => {
  const markdown = await readWith(undefined, FILES);
  expect(markdown).toContain("Attachment: plan.txt");
  expect(markdown).not.toContain("The plan.");
});

test("a file that is too large is noted", async () => {
  const markdown = await readWith(extract, { ...FILES, "plan.txt": "x".repeat(20_000_001) });
  expect(markdown).toContain("## plan.txt\n\n(This file is larger than 20 MB.)");
});
