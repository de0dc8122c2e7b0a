import type { AdminReply } from "../../chat/admin-reply.ts";
import { sourceStatus } from "../../sources/list-sources.ts";
import type { SourcesDeps } from "../../sources/sources-deps.ts";
import { describeSource } from "../describe/describe-source.ts";

/** How a source is after it was added or changed, with what may be done next. @throws AdminError */
export async function describeOutcome(
  name: string,
  sentence: string,
  notes: readonly string[],
  deps: SourcesDeps,
): Promise<AdminReply> {
  const status = await sourceStatus(name, deps);
  const item = describeSource(status, deps.now());
  const who = status.audience.join(", ") || "nobody yet";
  const edit = { label: "Edit", command: `sources edit ${name}` };
  const buttons = [...(item.buttons ?? []), edit];
  const lines = [...item.lines, `What says nothing itself is for ${who}`, ...notes];
  return {
    parts: [
      { type: "text", text: sentence },
      { type: "list", title: "", items: [{ ...item, lines, buttons }], none: "" },
    ],
  };
}
