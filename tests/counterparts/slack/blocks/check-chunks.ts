import { z } from "zod";
import { checkBlocks } from "./check-blocks.ts";
import { urlSource } from "./elements.ts";

const chunk = z.discriminatedUnion("type", [
  z.strictObject({ type: z.literal("markdown_text"), text: z.string().min(1).max(12_000) }),
  z.strictObject({ type: z.literal("plan_update"), title: z.string().min(1).max(256) }),
  z.strictObject({
    type: z.literal("task_update"),
    id: z.string().min(1),
    title: z.string().min(1).max(256),
    status: z.enum(["pending", "in_progress", "complete", "error"]),
    details: z.string().max(256).optional(),
    output: z.string().max(256).optional(),
    sources: z.array(urlSource).optional(),
  }),
  z.strictObject({ type: z.literal("blocks"), blocks: z.array(z.unknown()).min(1) }),
]);

export type Chunk = z.infer<typeof chunk>;

/** A stream's pieces as they are, or what Slack would say against them. */
export function checkChunks(value: unknown): { chunks: Chunk[]; problems: string[] } {
  const read = z.array(chunk).safeParse(value);
  if (!read.success) {
    const problems = read.error.issues.map(
      (issue) => `[ERROR] ${issue.message} [json-pointer:/chunks/${issue.path.join("/")}]`,
    );
    return { chunks: [], problems };
  }
  const problems = read.data.flatMap((one, i) =>
    one.type === "blocks" ? checkBlocks(one.blocks, "message", `/chunks/${i}/blocks`) : [],
  );
  return { chunks: read.data, problems };
}
