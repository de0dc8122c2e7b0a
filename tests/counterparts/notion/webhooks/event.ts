import type { BaseWebhookPayload } from "@notionhq/client";
import type { AnyItem } from "../workspace/items.ts";
import type { Workspace } from "../workspace/workspace.ts";

/** Something that happened, as it was when it did. */
export interface WorkspaceEvent {
  type: string;
  entity: { id: string; type: "page" | "database" | "data_source" | "comment" };
  data: Record<string, unknown> & { parent: EventParent };
}

interface EventParent {
  id: string;
  type: "space" | "block" | "page" | "database";
  data_source_id?: string;
}

const WORKSPACE_ID = "aaaaaaaa-0000-4000-8000-00000000cafe";
const AUTHOR = "ffffffff-0000-4000-8000-00000000aaaa";

/** An event about an item that is there. */
export function eventOf(
  workspace: Workspace,
  type: string,
  item: Exclude<AnyItem, { object: "block" }>,
  more: Record<string, unknown> = {},
): WorkspaceEvent {
  const { id, object } = item;
  return {
    type,
    entity: { id, type: object },
    data: { parent: parentOf(workspace, item), ...more },
  };
}

function parentOf({ items }: Workspace, item: AnyItem): EventParent {
  const parentId = item.object === "data_source" ? item.databaseId : item.parentId;
  const parent = parentId === undefined ? undefined : items.get(parentId);
  if (parent === undefined) return { id: WORKSPACE_ID, type: "space" };
  if (parent.object !== "data_source") return { id: parent.id, type: parent.object };
  return { id: parent.databaseId, type: "database", data_source_id: parent.id };
}

/** The body of a request, but for what differs between attempts. */
export function envelope(
  workspace: Workspace,
  subscriptionId: string,
  event: WorkspaceEvent,
): BaseWebhookPayload & WorkspaceEvent {
  return {
    id: workspace.newId("event"),
    timestamp: new Date(workspace.now()).toISOString(),
    workspace_id: WORKSPACE_ID,
    workspace_name: "Acme",
    subscription_id: subscriptionId,
    integration_id: "ffffffff-0000-4000-8000-00000000b007",
    authors: [{ id: AUTHOR, type: "person" }],
    attempt_number: 1,
    api_version: "2025-09-03",
    ...event,
  };
}
