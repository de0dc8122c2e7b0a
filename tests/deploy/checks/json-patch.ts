import { z } from "zod";

/** RFC 6902, as far as our overlays use it. */
export const patchSchema = z.array(
  z.discriminatedUnion("op", [
    z.strictObject({ op: z.enum(["add", "replace"]), path: z.string(), value: z.json() }),
    z.strictObject({ op: z.literal("remove"), path: z.string() }),
  ]),
);

/** Changes `target` itself. @throws where a path leads nowhere */
export function applyPatch(target: object, patch: z.infer<typeof patchSchema>): void {
  for (const change of patch) {
    const keys = change.path
      .split("/")
      .slice(1)
      .map((key) => key.replaceAll("~1", "/").replaceAll("~0", "~"));
    const last = keys.pop() ?? "";
    // biome-ignore lint/suspicious/noExplicitAny: any shape is walked through.
    const parent: any = keys.reduce((at: any, key) => at?.[key], target);
    const isThere = parent !== null && typeof parent === "object";
    if (!isThere || (change.op !== "add" && !(last in parent))) {
      throw new Error(`${change.op} ${change.path} leads nowhere.`);
    }
    if (change.op === "remove") delete parent[last];
    else if (Array.isArray(parent) && last === "-") parent.push(change.value);
    else parent[last] = change.value;
  }
}
