import type { Context } from "hono";
import { HTTPException } from "hono/http-exception";
import { z } from "zod";
import { voteReasons } from "../chat-platform.ts";

export const MAX_BODY_BYTES = 64 * 1024;
const MAX_QUESTION_CHARACTERS = 4_000;

const id = (what: string) =>
  z
    .string(`${what} is missing.`)
    .regex(/^[\w-]{8,64}$/, `${what} must be 8 to 64 of A-Z a-z 0-9 _ -.`);

const plainText = (what: string) =>
  z
    .string(`${what} must be text.`)
    .transform((text) => text.toWellFormed().replaceAll("\0", "").trim())
    .refine(
      (text) => text.length <= MAX_QUESTION_CHARACTERS,
      `${what} is longer than 4,000 characters; shorten it.`,
    );

/** `messageId` is made by the page, so that sending again after a broken connection asks once. */
export const questionBody = z.object({
  messageId: id("messageId"),
  threadId: id("threadId").optional(),
  text: plainText("The question").refine(
    (text) => text !== "",
    "The question is empty; write one.",
  ),
});

const citationNumber = z.coerce
  .number()
  .int("citation must be a whole number.")
  .min(0, "citation must not be negative.")
  .max(999, "citation must be below 1000.");

export const voteBody = z.object({
  vote: z.enum(["up", "down"], 'vote must be "up" or "down".'),
  reason: z.enum(voteReasons, `reason must be one of ${voteReasons.join(", ")}.`).optional(),
  correction: plainText("The correction").optional(),
  citation: citationNumber.default(0),
});

export const openedBody = z.object({ citation: citationNumber });

export const withdrawQuery = z.object({ citation: citationNumber.default(0) });

/** @throws HTTPException 415 or 400 with one sentence. */
export async function readBody<Body>(c: Context, schema: z.ZodType<Body>): Promise<Body> {
  // A form of another page cannot send this type without asking first.
  if (!/^application\/json\b/i.test(c.req.header("content-type") ?? "")) {
    throw new HTTPException(415, { message: "Send the body as application/json." });
  }
  let body: unknown;
  try {
    body = JSON.parse(await c.req.text());
  } catch {
    throw new HTTPException(400, { message: "The body is not JSON." });
  }
  return check(body, schema);
}

/** @throws HTTPException 400 with the first thing that is wrong. */
export function check<Value>(value: unknown, schema: z.ZodType<Value>): Value {
  const result = schema.safeParse(value);
  if (result.success) return result.data;
  const issue = result.error.issues[0];
  const message = issue?.path.length ? issue.message : "The body must be a JSON object.";
  throw new HTTPException(400, { message });
}
