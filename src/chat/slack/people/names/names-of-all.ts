import type { SlackWorkspace } from "../../workspaces/slack-workspace.ts";

/** Everybody of some workspaces, guests and who has left among them; no bots. @throws ChatError */
export async function namesOfAll(
  workspaces: readonly Pick<SlackWorkspace, "directory">[],
): Promise<string[]> {
  const names = new Set<string>();
  for (const { directory } of workspaces) {
    for (const { id, name, standing } of await directory.everybody()) {
      // Somebody without any name goes by their id.
      if (standing !== "bot" && name !== id) names.add(name);
    }
  }
  return [...names];
}
