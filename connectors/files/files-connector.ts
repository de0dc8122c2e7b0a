import type { ChangesRequest, Connector, SourceChange } from "../connector.ts";
import { ConnectorError } from "../connector.ts";
import { UnreadableDocumentError } from "../shared/unreadable-document-error.ts";
import { describeFileError, readFileBytes } from "./open-file.ts";
import type { OpenFolder, PathSettings } from "./open-folder.ts";
import { openFolder } from "./open-folder.ts";
import { fingerprint, readDocument } from "./read-document.ts";
import { readJsonl } from "./read-jsonl.ts";
import type { FoundFile } from "./walk-folder.ts";

export interface FilesSettings extends PathSettings {
  baseUrl?: string | undefined;
  stripExtension: boolean;
  maxFileBytes: number;
}

interface Run {
  folder: OpenFolder;
  settings: FilesSettings;
  request: ChangesRequest;
  /** Every id of the run so far, and those of all files from its start. */
  taken: Set<string>;
}

/** Reads the documents in a folder (or a single file); what has the same content is unchanged. */
export function createFilesConnector(settings: FilesSettings): Connector {
  return {
    listing: "full",
    async *changes(request) {
      const run = await startRun(settings, request);
      for (const { path, reason } of run.folder.failures) yield failed(path, reason);
      for (const file of run.folder.files) {
        request.signal.throwIfAborted();
        if (file.kind === "jsonl") yield* readLines(run, file);
        else yield* readFile(run, file, file.kind);
      }
      await run.folder.assertStillThere();
      // Without a checkpoint the run is not complete, so nothing is taken for removed.
      if (run.folder.incomplete !== undefined) throw run.folder.incomplete;
      yield { type: "checkpoint", cursor: new Date().toISOString() };
    },
    async *listDocumentIds(signal) {
      const request = { cursor: undefined, knownFingerprint: () => undefined, signal };
      const run = await startRun(settings, request);
      for (const file of run.folder.files) {
        if (file.kind !== "jsonl") yield { documentId: file.path, kind: file.kind };
        else {
          for await (const change of readLines(run, file)) {
            const { documentId } = change.type === "document-changed" ? change.document : change;
            yield { documentId, kind: file.kind };
          }
        }
      }
      if (run.folder.incomplete !== undefined) throw run.folder.incomplete;
    },
  };
}

type DocumentChange = Exclude<SourceChange, { type: "checkpoint" | "document-removed" }>;

async function startRun(settings: FilesSettings, request: ChangesRequest): Promise<Run> {
  const folder = await openFolder(settings, request.signal);
  return { folder, settings, request, taken: new Set(folder.files.map((file) => file.path)) };
}

async function* readFile(
  { folder, settings, request }: Run,
  file: FoundFile,
  kind: Exclude<FoundFile["kind"], "jsonl">,
): AsyncGenerator<DocumentChange> {
  let mark: string | undefined;
  try {
    const bytes = await readFileBytes(file.realPath, settings.maxFileBytes);
    // Gone since the folder was listed: the same as if it had gone before.
    if (bytes === undefined) return;
    const url = addressOf(file, settings);
    mark = fingerprint(bytes, url === undefined ? [] : [url]);
    const document = {
      documentId: file.path,
      kind,
      fingerprint: mark,
      ...optional("readableBy", folder.readersOf(file)),
    };
    if (request.knownFingerprint(file.path) === document.fingerprint) {
      const { fingerprint: _, ...unchanged } = document;
      yield { type: "document-unchanged", ...unchanged };
      return;
    }
    const { updatedAt, ...text } = await readDocument(file.path, kind, bytes, request.signal);
    yield {
      type: "document-changed",
      document: {
        ...document,
        ...text,
        path: file.path,
        ...optional("url", url),
        ...optional("updatedAt", updatedAt),
      },
    };
  } catch (error) {
    if (!(error instanceof UnreadableDocumentError)) throw error;
    const readers = optional("readableBy", folder.readersOf(file));
    yield { ...failed(file.path, error.message), ...optional("fingerprint", mark), readers };
  }
}

async function* readLines(run: Run, file: FoundFile): AsyncGenerator<DocumentChange> {
  const { folder, request, taken } = run;
  try {
    for await (const line of readJsonl(file, request.signal)) {
      if ("reason" in line) {
        yield failed(line.location, line.reason);
        continue;
      }
      const { bytes, location, readableBy, url, updatedAt, ...text } = line;
      if (taken.has(line.documentId)) {
        yield failed(
          location,
          `has the _id "${line.documentId}", which another document has already`,
        );
        continue;
      }
      taken.add(line.documentId);
      const document = {
        documentId: line.documentId,
        kind: file.kind,
        ...optional("readableBy", readableBy ?? folder.readersOf(file)),
      };
      const mark = fingerprint(bytes);
      yield request.knownFingerprint(line.documentId) === mark
        ? { type: "document-unchanged", ...document }
        : {
            type: "document-changed",
            document: {
              ...document,
              ...text,
              path: file.path,
              fingerprint: mark,
              ...optional("url", url),
              ...optional("updatedAt", updatedAt),
            },
          };
    }
  } catch (error) {
    request.signal.throwIfAborted();
    const isOurs = error instanceof UnreadableDocumentError;
    if (!isOurs && (error as NodeJS.ErrnoException).code === undefined) throw error;
    const reason = isOurs ? error.message : describeFileError(error);
    yield failed(file.path, reason);
    // Its documents are not known now, which must not be taken for their removal.
    folder.incomplete ??= new ConnectorError(
      "unavailable",
      `The file "${file.path}" ${reason}. Everything else was read, and nothing was removed.`,
      { cause: error },
    );
  }
}

function addressOf(
  file: FoundFile,
  { baseUrl, stripExtension }: FilesSettings,
): string | undefined {
  if (baseUrl === undefined) return undefined;
  const path =
    stripExtension && file.kind === "markdown"
      ? file.path.replace(/\.[^./]+$/, "").replace(/(^|\/)(?:_?index|readme)$/i, "$1")
      : file.path;
  const encoded = path.split("/").map(encodeURIComponent).join("/");
  return `${baseUrl.replace(/\/+$/, "")}/${encoded}`;
}

function failed(documentId: string, reason: string) {
  return { type: "document-failed", documentId, reason } as const;
}

/** A property that is left out rather than undefined. */
function optional<Key extends string, Value>(
  key: Key,
  value: Value | undefined,
): { [K in Key]?: Value } {
  return (value === undefined ? {} : { [key]: value }) as { [K in Key]?: Value };
}
