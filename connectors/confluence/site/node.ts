import type { ContentReply } from "../api/shapes.ts";

export type NodeKind = "page" | "blogpost";

/** A page or blog post, or what pages stand below without being one of them. */
export interface Node {
  id: string;
  kind: NodeKind | "folder" | "whiteboard" | "database" | "embed";
  title: string;
  spaceId: string;
  status: string;
  /** Undefined at the top of a space. */
  parent: { id: string; kind: Node["kind"] } | undefined;
  version: number;
  /** Milliseconds; 0 where it is not said. */
  editedAt: number;
  /** Below `/wiki`. */
  webPath: string;
}

const HOLDERS = ["page", "folder", "whiteboard", "database", "embed"] as const;

/** Where API v2 keeps each kind. */
export const COLLECTIONS: Readonly<Record<Node["kind"], string>> = {
  page: "pages",
  blogpost: "blogposts",
  folder: "folders",
  whiteboard: "whiteboards",
  database: "databases",
  embed: "embeds",
};

export function toNode(reply: ContentReply, kind: Node["kind"]): Node {
  const { id, title, spaceId = "", status = "current", parentId, parentType, version } = reply;
  const parentKind = HOLDERS.find((one) => one === parentType) ?? "page";
  return {
    id: String(id),
    kind,
    title: oneLine(title) || "Untitled",
    spaceId: String(spaceId),
    status,
    parent: parentId ? { id: String(parentId), kind: parentKind } : undefined,
    version: version?.number ?? 0,
    editedAt: readTime(version?.createdAt),
    webPath: reply._links?.webui ?? "",
  };
}

export function isDocument(node: Node): node is Node & { kind: NodeKind } {
  return node.kind === "page" || node.kind === "blogpost";
}

export function oneLine(text: string | undefined): string {
  return (text ?? "").toWellFormed().replaceAll(/\s+/g, " ").trim();
}

/** Milliseconds; 0 for what is no time. */
export function readTime(text: string | null | undefined): number {
  const time = Date.parse(text ?? "");
  return Number.isNaN(time) ? 0 : time;
}
