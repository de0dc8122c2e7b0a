import { extractNotionId } from "@notionhq/client";
import { z } from "zod";
import { parseReaders } from "../shared/principals.ts";

export interface NotionSettings {
  /** Principals by the id of a page, database or data source, for all below it. */
  audiences: Record<string, string[]>;
  comments: "page" | "all" | "none";
  maxFileBytes: number;
  sweepMinutes: number;
  requestsPerMinute: number;
  timeoutMs: number;
  apiUrl: string;
}

const audiences = z
  .union([z.record(z.string(), z.unknown()), z.string().transform(parseJson)])
  .transform((value, context) => {
    const read: Record<string, string[]> = {};
    for (const [root, principals] of Object.entries(value)) {
      const id = extractNotionId(root);
      const parsed = parseReaders(principals);
      if (id !== null && "readers" in parsed) read[id] = parsed.readers;
      else {
        const problem = "problem" in parsed ? parsed.problem : "is no page or database of Notion";
        context.addIssue({ code: "custom", message: `"${root}" ${problem}` });
      }
    }
    return read;
  });

export const notionSettings: z.ZodType<NotionSettings> = z.strictObject({
  audiences: audiences
    .default({})
    .describe("Who may read below which root; set it with `sources audience <name> <root> <who>`."),
  comments: z
    .enum(["page", "all", "none"])
    .default("page")
    .describe(
      "Comments to read: those on pages, `all` with those in the text (a request for each block), or `none`.",
    ),
  maxFileBytes: z.coerce
    .number()
    .int()
    .positive()
    .default(50_000_000)
    .describe("A larger attached file is reported instead of read."),
  sweepMinutes: z.coerce
    .number()
    .int()
    .min(0)
    .max(10_080)
    .default(60)
    .describe(
      "How often a sync lists everything, to find what is not shared any more; 0 means each time.",
    ),
  requestsPerMinute: z.coerce
    .number()
    .int()
    .min(10)
    .max(1_000_000)
    .default(170)
    .describe("Requests to Notion in a minute at most; Notion allows about 180."),
  timeoutMs: z.coerce
    .number()
    .int()
    .min(100)
    .max(600_000)
    .default(60_000)
    .describe("How long one request may take, in milliseconds."),
  apiUrl: z
    .url({ protocol: /^https?$/, error: "must start with http:// or https://" })
    .default("https://api.notion.com")
    .transform((url) => url.replace(/\/+$/, ""))
    .describe("Where Notion's API is; another address is for trying things out."),
});

function parseJson(text: string, context: z.RefinementCtx): Record<string, unknown> {
  try {
    const value: unknown = JSON.parse(text);
    if (typeof value === "object" && value !== null) return value as Record<string, unknown>;
  } catch {
    // Said below.
  }
  context.addIssue({ code: "custom", message: 'must look like {"<page>": ["everyone"]}' });
  return z.NEVER;
}
