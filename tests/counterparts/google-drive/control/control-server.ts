import { z } from "zod";
import type { World } from "../world.ts";

const rate = z.number().min(0).max(1);

/** What goes wrong at Google. */
export const serverTask = z.discriminatedUnion("do", [
  z.strictObject({
    do: z.literal("misbehave"),
    rateLimited: rate.default(0),
    serverError: rate.default(0),
    cut: rate.default(0),
    delayMs: z.number().min(0).default(0),
    nonsense: z
      .enum([
        "lists-nothing",
        "lists-no-drives",
        "repeats-page-tokens",
        "searches-incompletely",
        "lists-empty-entries",
      ])
      .optional(),
  }),
  z.strictObject({
    do: z.literal("break"),
    id: z.string(),
    how: z.enum(["refused", "failing", "cut", "well"]).default("refused"),
  }),
  z.strictObject({
    do: z.enum([
      "enable-api",
      "disable-api",
      "enable-directory",
      "disable-directory",
      "expire-page-tokens",
    ]),
  }),
]);

const WAYS = { refused: 403, failing: 500, cut: "cut" } as const;

export function controlServer(world: World, asked: z.infer<typeof serverTask>): void {
  switch (asked.do) {
    case "misbehave": {
      const { do: _, delayMs, nonsense, ...faults } = asked;
      Object.assign(world, { faults, delayMs, nonsense });
      break;
    }
    case "break":
      if (asked.how === "well") world.broken.delete(asked.id);
      else world.broken.set(asked.id, WAYS[asked.how]);
      break;
    case "expire-page-tokens":
      world.drive.tree.log.expireTokens();
      world.pageTokens.clear();
      break;
    case "enable-directory":
    case "disable-directory":
      world.isDirectoryEnabled = asked.do === "enable-directory";
      break;
    default:
      world.isApiEnabled = asked.do === "enable-api";
  }
}
