import type { FormTarget, FormValues } from "./admin-forms.ts";
import type { ChatEvent } from "./chat-rooms.ts";

/** A form that was filled in and sent off, as what happened, and the group that it is handled in. */
export function formEvent(
  by: string,
  workspaceId: string,
  target: FormTarget,
  values: FormValues,
): { group: string; event: ChatEvent } {
  const { review } = target;
  if (review === undefined) {
    const event = { type: "source-requested", by, workspaceId, target, values } as const;
    return { group: `sources:${workspaceId}`, event };
  }
  const event = { type: "reviewed", by, workspaceId, review, values } as const;
  return { group: `review:${review.id}`, event };
}
