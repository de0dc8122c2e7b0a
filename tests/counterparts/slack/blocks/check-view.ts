import { z } from "zod";
import type { Block } from "./block.ts";
import { checkBlocks } from "./check-blocks.ts";
import { plainText } from "./fields.ts";

const base = {
  blocks: z.array(z.unknown()),
  private_metadata: z.string().max(3_000).optional(),
  callback_id: z.string().max(255).optional(),
  external_id: z.string().max(255).optional(),
};

/** The fields of a modal around its blocks. */
export const modalView = z.strictObject({
  type: z.literal("modal"),
  title: plainText(24),
  submit: plainText(24).optional(),
  close: plainText(24).optional(),
  clear_on_close: z.boolean().optional(),
  notify_on_close: z.boolean().optional(),
  ...base,
});

export const homeView = z.strictObject({ type: z.literal("home"), ...base });

/** What Slack would say against this view, one line each. */
export function checkView(view: unknown, type: "modal" | "home"): string[] {
  const schema = type === "modal" ? modalView : homeView;
  const read = schema.safeParse(view);
  if (!read.success) {
    return read.error.issues.map(
      (issue) => `[ERROR] ${issue.message} [json-pointer:/view/${issue.path.join("/")}]`,
    );
  }
  const blocks = read.data.blocks as Block[];
  const problems = checkBlocks(blocks, type, "/view/blocks");
  const asks = blocks.some((block) => block.type === "input");
  if (problems.length === 0 && type === "modal" && asks && !("submit" in read.data)) {
    problems.push("[ERROR] missing required field: submit [json-pointer:/view]");
  }
  return problems;
}
