import { z } from "zod";
import type { Behaviour } from "../behaviour.ts";
import { resetWorld, type World } from "../world.ts";

const count = z.int().min(0);
const cutOff = { text: z.string(), afterCharacters: count };

const behaviour = z.discriminatedUnion("kind", [
  z.strictObject({
    kind: z.literal("answer"),
    text: z.string(),
    firstTokenMs: count.optional(),
    chunkMs: count.optional(),
    chunkCharacters: z.int().min(1).optional(),
  }),
  z.strictObject({
    kind: z.literal("status"),
    status: z.int().min(400).max(599),
    retryAfterSeconds: count.optional(),
    body: z.string().optional(),
  }),
  z.strictObject({ kind: z.literal("cut"), ...cutOff }),
  z.strictObject({ kind: z.literal("stall"), ...cutOff, ms: count }),
  z.strictObject({
    kind: z.literal("stream-error"),
    ...cutOff,
    event: z.enum(["error", "response.failed"]).optional(),
  }),
  z.strictObject({ kind: z.enum(["refuse", "empty", "garbage", "reset"]) }),
  z.strictObject({ kind: z.literal("truncated"), text: z.string() }),
]) satisfies z.ZodType<Behaviour>;

const scriptRequest = z.strictObject({
  behaviour,
  /** Text, or a pattern as `/…/i`. */
  when: z.string().optional(),
  times: z.int().min(1).optional(),
  on: z.enum(["generation", "embeddings", "models"]).optional(),
});

interface ControlReply {
  status: number;
  value: unknown;
}

const DONE: ControlReply = { status: 200, value: { ok: true } };

/** Lets the counterpart be driven by hand from outside; needs no key. */
export function control(world: World, method: string, path: string, body: unknown): ControlReply {
  switch (`${method} ${path}`) {
    case "GET /_control/requests":
      return { status: 200, value: world.requests };
    case "POST /_control/reset":
      resetWorld(world);
      return DONE;
    case "POST /_control/script":
      return addScript(world, body);
    default:
      return refuse(404, "POST /_control/script, POST /_control/reset or GET /_control/requests");
  }
}

function addScript(world: World, body: unknown): ControlReply {
  const read = scriptRequest.safeParse(body);
  if (!read.success) return refuse(400, z.prettifyError(read.error));
  const { behaviour: asked, when, ...options } = read.data;
  const [, source, flags] = /^\/(.+)\/([a-z]*)$/s.exec(when ?? "") ?? [];
  try {
    const pattern = source === undefined ? when : new RegExp(source, flags);
    world.scripts.add(asked, { ...options, when: pattern });
    return DONE;
  } catch {
    return refuse(400, `${when} is no regular expression`);
  }
}

function refuse(status: number, error: string): ControlReply {
  return { status, value: { error } };
}
