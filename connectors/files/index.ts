import { homedir } from "node:os";
import { resolve } from "node:path";
import { z } from "zod";
import { defineConnector } from "../definition.ts";
import type { FilesSettings } from "./files-connector.ts";
import { createFilesConnector } from "./files-connector.ts";

const globs = z
  .union([z.string(), z.array(z.string())])
  .transform((value) => (Array.isArray(value) ? value : splitGlobs(value)))
  .pipe(z.array(z.string().min(1)).min(1, "name at least one glob"));

const settings: z.ZodType<FilesSettings> = z.strictObject({
  path: z
    .string()
    .trim()
    .min(1, "name the folder to read")
    .transform((path) => resolve(path.replace(/^~(?=\/|$)/, homedir())))
    .describe("The folder to read, or a single .jsonl or .md file."),
  baseUrl: z
    .url({ protocol: /^https?$/, error: "must start with http:// or https://" })
    .optional()
    .describe("Where readers open the documents: a document's path is added to it."),
  stripExtension: z
    .union([z.boolean(), z.stringbool()])
    .default(false)
    .describe("Leave the extension of Markdown files out of the address, as many sites do."),
  include: globs.optional().describe("Read only files that fit one of these globs (a,b)."),
  exclude: globs
    .optional()
    .describe("Leave out files and folders that fit one of these globs (a,b)."),
  maxFileBytes: z.coerce
    .number()
    .int()
    .positive()
    .default(50_000_000)
    .describe("A larger file is reported instead of read; .jsonl files may have any size."),
});

export const files = defineConnector<FilesSettings>({
  kind: "files",
  title: "Folder of files",
  settings,
  pathSettings: ["path"],
  // A document's fingerprint is made of its bytes and its address.
  settingRoles: {
    path: "scope",
    baseUrl: "scope",
    stripExtension: "scope",
    include: "scope",
    exclude: "scope",
    maxFileBytes: "limit",
  },
  defaultAudience: ["everyone"],
  create: createFilesConnector,
});

/** Commas separate globs, except within braces: `*.{md,html},notes/**`. */
function splitGlobs(text: string): string[] {
  return text
    .split(/,(?![^{]*\})/)
    .map((glob) => glob.trim())
    .filter((glob) => glob !== "");
}
