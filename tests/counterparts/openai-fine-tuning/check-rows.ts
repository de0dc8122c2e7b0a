import { z } from "zod";

const message = z.strictObject({
  role: z.enum(["system", "user", "assistant"]),
  content: z.string(),
  weight: z.union([z.literal(0), z.literal(1)]).optional(),
});
const said = z.strictObject({ role: z.literal("assistant"), content: z.string() });
const ROWS = {
  supervised: z
    .strictObject({ messages: z.array(message).min(1) })
    .refine(({ messages }) => messages.at(-1)?.role === "assistant", "the last is no assistant's"),
  dpo: z.strictObject({
    input: z.strictObject({ messages: z.array(message).min(1) }),
    preferred_output: z.array(said).length(1),
    non_preferred_output: z.array(said).length(1),
  }),
};
const LEAST = 10;

/** Why OpenAI would refuse a file; undefined where it would not. Together takes the same shapes. */
export function checkRows(
  text: string,
  method: keyof typeof ROWS,
  least = LEAST,
): string | undefined {
  const lines = text.split("\n").filter(Boolean);
  if (lines.length < least) return `Training file has ${lines.length} examples, needs ${least}.`;
  for (const [at, line] of lines.entries()) {
    const read = ROWS[method].safeParse(JSON.parse(line));
    if (!read.success) return `line ${at + 1}: ${z.prettifyError(read.error)}`;
  }
  return undefined;
}
