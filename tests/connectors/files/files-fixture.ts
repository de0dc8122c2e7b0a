import { mkdir, mkdtemp, realpath, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { onTestFinished } from "vitest";
import type { Connector, SourceChange, SourceDocument } from "../../../connectors/connector.ts";
import { findConnector } from "../../../connectors/registry.ts";
import { documentsIn, readChanges } from "../../contracts/connector-contract.ts";
import { fixedSecret } from "../../support/fixed-secret.ts";

/** Content by path below a folder. */
export type Files = Readonly<Record<string, string | Buffer>>;

/** A temporary folder with these files, gone when the test is over. */
export async function folderOf(files: Files): Promise<string> {
  const folder = await makeFolder(files);
  onTestFinished(() => rm(folder, { recursive: true, force: true }));
  return folder;
}

/** The same for use outside of a test; the caller removes it. */
export async function makeFolder(files: Files): Promise<string> {
  const folder = await realpath(await mkdtemp(join(tmpdir(), "files-connector-")));
  await addFiles(folder, files);
  return folder;
}

export async function addFiles(folder: string, files: Files): Promise<void> {
  for (const [path, content] of Object.entries(files)) {
    await mkdir(dirname(join(folder, path)), { recursive: true });
    await writeFile(join(folder, path), content);
  }
}

/** A files connector as `sources add files … --set key=value` makes it. */
export function filesConnector(path: string, settings: Record<string, string> = {}): Connector {
  const definition = findConnector("files");
  if (definition === undefined) throw new Error("the files connector is not registered");
  return definition.create(definition.settings.parse({ path, ...settings }), fixedSecret(""));
}

/** Reads a folder once and sorts what came out. */
export async function readFolder(
  path: string,
  settings: Record<string, string> = {},
  known?: (documentId: string) => string | undefined,
): Promise<{
  documents: Map<string, SourceDocument>;
  failures: Map<string, string>;
  unchanged: Map<string, string[] | undefined>;
  changes: SourceChange[];
}> {
  const changes = await readChanges(filesConnector(path, settings), known);
  const failed = changes.filter((change) => change.type === "document-failed");
  const unchanged = changes.filter((change) => change.type === "document-unchanged");
  return {
    documents: new Map(documentsIn(changes).map((document) => [document.documentId, document])),
    failures: new Map(failed.map(({ documentId, reason }) => [documentId, reason])),
    unchanged: new Map(unchanged.map(({ documentId, readableBy }) => [documentId, readableBy])),
    changes,
  };
}

/** Writes one file and reads it. */
export async function readOne(path: string, content: string | Buffer): Promise<SourceDocument> {
  const { documents, failures } = await readFolder(await folderOf({ [path]: content }));
  const document = documents.get(path);
  if (document === undefined) throw new Error(`${path} was not read: ${failures.get(path)}`);
  return document;
}
