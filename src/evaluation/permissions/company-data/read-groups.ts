import { existsSync } from "node:fs";
import { z } from "zod";
import { describeNoPrincipal } from "../../../access/describe-no-principal.ts";
import { isOwnGroup, isSourceGroup } from "../../../access/groups/group-kinds.ts";
import { parsePrincipal } from "../../../access/principals.ts";
import { oneOfEach, readNumberedLines } from "../../read-dataset.ts";

/** Who is in a group: people, and groups. */
export interface ProbedGroup {
  /** Its principal. */
  id: string;
  members: string[];
}

const principal = z.string().transform((text, context) => {
  const parsed = parsePrincipal(text);
  if (parsed !== undefined) return parsed;
  context.addIssue({ code: "custom", message: describeNoPrincipal(text).replace(/\.$/, "") });
  return z.NEVER;
});

const groupSchema = z.object({
  id: principal.refine(
    (one) => isOwnGroup(one) || isSourceGroup(one),
    "is no group whose members Footnote keeps: give group:<name>, or one of Google or Confluence; of others, each user holds the principal",
  ),
  members: z.array(
    principal.refine((one) => one !== "public", "nobody is in public: name everyone"),
  ),
});

/** None where there is no such file. @throws EvaluationError naming the line that cannot be used */
export async function readGroups(file: string): Promise<ProbedGroup[]> {
  if (!existsSync(file)) return [];
  const lines = await readNumberedLines(file, groupSchema);
  return [...oneOfEach(lines, { file, what: "group" }).values()];
}

/** All that somebody holds, groups in groups included; written anew here and not taken from `access`. */
export function withGroupsByHand(
  principals: readonly string[],
  groups: readonly ProbedGroup[],
): string[] {
  const held = new Set(principals);
  for (let before = -1; before !== held.size; ) {
    before = held.size;
    for (const { id, members } of groups) if (members.some((one) => held.has(one))) held.add(id);
  }
  return [...held];
}
