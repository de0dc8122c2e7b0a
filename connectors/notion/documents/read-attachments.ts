import type { BlockObjectResponse, PageObjectResponse } from "@notionhq/client";
import { ConnectorError } from "../../connector.ts";
import { retryRequest } from "../../shared/http/retry-request.ts";
import { UnreadableDocumentError } from "../../shared/unreadable-document-error.ts";
import { type BlockNode, contentOf, walkBlocks } from "../markdown/block-tree.ts";
import { fileName } from "../markdown/media.ts";
import type { Run } from "../sync/run.ts";
import type { ExtractFile } from "./extract-file.ts";

interface Attachment {
  name: string;
  url: string;
}

const MAX_BYTES = 20_000_000;
const DOWNLOADS = 3;

/**
 * The text of the files that lie at Notion, each under its name; nothing where no `extract` was
 * given. What cannot be read is noted. @throws ConnectorError when a file's server is away
 */
export async function readAttachments(
  run: Run,
  properties: PageObjectResponse["properties"],
  blocks: readonly BlockNode[],
): Promise<string> {
  const { extract } = run;
  if (extract === undefined) return "";
  const inProperties = Object.values(properties).flatMap((property) =>
    property.type === "files" ? property.files.flatMap((file) => toAttachment({ ...file })) : [],
  );
  const inBlocks = [...walkBlocks(blocks)].flatMap(({ block }) => attachmentIn(block));
  const parts: string[] = [];
  for (const attachment of [...inProperties, ...inBlocks]) {
    parts.push(`## ${attachment.name}\n\n${await readText(run, attachment, extract)}`);
  }
  return parts.join("\n\n");
}

async function readText(run: Run, attachment: Attachment, extract: ExtractFile): Promise<string> {
  const { signal } = run.request;
  try {
    const { bytes, mimeType } = await download(run, attachment.url);
    const { markdown } = await extract(bytes, { fileName: attachment.name, mimeType }, signal);
    return lowerHeadings(markdown);
  } catch (error) {
    if (!(error instanceof UnreadableDocumentError)) throw error;
    return `(This file ${error.message}.)`;
  }
}

async function download({ settings, request: { signal } }: Run, url: string) {
  try {
    return await retryRequest(
      async () => {
        const limit = AbortSignal.any([signal, AbortSignal.timeout(settings.timeoutMs)]);
        // The address is signed: it needs no token, and must not get ours.
        const response = await fetch(url, { signal: limit, redirect: "error" });
        if (response.status >= 500) throw new Error(`its server answered ${response.status}`);
        if (!response.ok) {
          throw new UnreadableDocumentError(`could not be downloaded (${response.status})`);
        }
        return {
          bytes: await readLimited(response),
          mimeType: response.headers.get("content-type") ?? undefined,
        };
      },
      {
        judge: (error) => ({ attempts: error instanceof UnreadableDocumentError ? 1 : DOWNLOADS }),
        signal,
      },
    );
  } catch (error) {
    signal.throwIfAborted();
    if (error instanceof UnreadableDocumentError) throw error;
    const sentence = `A file on it could not be downloaded (${(error as Error).message}): the next listing tries again.`;
    throw new ConnectorError("unavailable", sentence, { cause: error });
  }
}

async function readLimited(response: Response): Promise<Uint8Array> {
  const chunks: Uint8Array[] = [];
  let size = 0;
  for await (const chunk of response.body ?? []) {
    size += chunk.length;
    if (size > MAX_BYTES) {
      throw new UnreadableDocumentError(`is larger than ${MAX_BYTES / 1e6} MB`);
    }
    chunks.push(chunk);
  }
  return Buffer.concat(chunks);
}

function attachmentIn(block: BlockObjectResponse): Attachment[] {
  return block.type === "file" || block.type === "pdf" ? toAttachment(contentOf(block)) : [];
}

/** Files elsewhere are only named: an address in a page must not make this machine go anywhere. */
function toAttachment(content: Record<string, unknown>): Attachment[] {
  if (content.type !== "file") return [];
  const { url } = (content.file ?? {}) as { url?: unknown };
  return typeof url === "string" ? [{ name: fileName(content) || "File", url }] : [];
}

/** Below the file's name, which is a heading itself; `#` in code stays as it is. */
function lowerHeadings(markdown: string): string {
  let inCode = false;
  return markdown
    .split("\n")
    .map((line) => {
      if (/^\s*(?:```|~~~)/.test(line)) inCode = !inCode;
      return inCode ? line : line.replace(/^(?=#{1,4}\s)/, "##");
    })
    .join("\n")
    .trim();
}
