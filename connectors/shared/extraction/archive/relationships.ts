import type { Archive } from "./open-archive.ts";
import { elementsOf } from "./xml-search.ts";

export interface Relationship {
  /** The last word of the type's address: `slide`, `hyperlink`, `notesSlide`, … */
  type: string;
  /** A part's name, or the address itself where it leads out of the document. */
  target: string;
  isExternal: boolean;
}

/** Where the ids in an Office part lead; empty for a part that refers to nothing. */
export async function readRelationships(
  archive: Archive,
  partName: string,
): Promise<Map<string, Relationship>> {
  const at = partName.lastIndexOf("/") + 1;
  const folder = partName.slice(0, at);
  const root = await archive.readXml(`${folder}_rels/${partName.slice(at)}.rels`);
  const found = new Map<string, Relationship>();
  for (const { attributes } of elementsOf(root)) {
    const { Id: id, Target: target, Type: type, TargetMode: mode } = attributes;
    if (id === undefined || target === undefined) continue;
    const isExternal = mode === "External";
    found.set(id, {
      type: type?.split("/").at(-1) ?? "",
      target: isExternal ? target : resolvePart(folder, target),
      isExternal,
    });
  }
  return found;
}

/** The name of a part that another part in `folder` refers to. */
export function resolvePart(folder: string, target: string): string {
  const path = target.startsWith("/") ? target : `/${folder}${target}`;
  const parts: string[] = [];
  for (const part of path.split("/")) {
    if (part === "..") parts.pop();
    else if (part !== "" && part !== ".") parts.push(part);
  }
  return parts.join("/");
}
