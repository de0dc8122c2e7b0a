import { paragraph, textBlock } from "../../counterparts/notion/workspace/content.ts";
import type { Database, Page } from "../../counterparts/notion/workspace/items.ts";
import { isInTrash, upwards } from "../../counterparts/notion/workspace/visibility.ts";
import type { Workspace } from "../../counterparts/notion/workspace/workspace.ts";

/** What people do; `quiet` is what Notion tells nobody of. */
const LOUD = ["create", "edit", "rename", "move", "trash", "restore"] as const;
const QUIET = ["restrict", "share", "inherit", "delete"] as const;

type Operation = (typeof LOUD)[number] | (typeof QUIET)[number];

interface Chance {
  random: () => number;
  /** Also what only listing everything finds out. */
  quiet: boolean;
}

/** Does one thing that an owner of the workspace could do; returns what, for whoever reads a failure. */
export function operate(workspace: Workspace, { random, quiet }: Chance): string {
  const pick = <T>(values: readonly T[]): T | undefined =>
    values[Math.floor(random() * values.length)];
  const all = [...workspace.items.values()];
  const pages = all.filter((item): item is Page => item.object === "page");
  const movable = all.filter(
    (item): item is Page | Database =>
      (item.object === "page" && !isRow(workspace, item)) || item.object === "database",
  );
  const operations: readonly Operation[] = quiet ? [...LOUD, ...QUIET] : LOUD;
  const operation = pick(operations) ?? "create";
  const page = pick(pages);
  const target = pick(movable);
  const words = `Words ${Math.floor(random() * 1e9)}.`;
  const title = `Title ${Math.floor(random() * 1e6)}`;
  if (page === undefined || target === undefined || operation === "create") {
    return create(workspace, { random, parents: all, title, words });
  }
  switch (operation) {
    case "edit":
      workspace.writeBlocks(page.id, [paragraph(words)]);
      return `edit ${page.id}`;
    case "rename": {
      const named =
        pick([...pages, ...all.filter((item) => item.object === "data_source")]) ?? page;
      workspace.rename(named.id, title);
      return `rename ${named.id}`;
    }
    case "move": {
      const parent = pick(
        pages.filter(
          (other) => !isBelow(workspace, other, target.id) && !isInTrash(workspace.items, other),
        ),
      );
      // Out of a page that is there: its owner does not move pages in the trash.
      if (parent === undefined || target.trashed) return "nothing";
      workspace.move(target.id, parent.id);
      return `move ${target.id} to ${parent.id}`;
    }
    case "trash":
    case "restore":
      workspace.setTrashed(page.id, operation === "trash");
      return `${operation} ${page.id}`;
    case "delete":
      workspace.destroy(page.id);
      return `delete ${page.id}`;
    default: {
      const access = ({ restrict: "restricted", share: "shared", inherit: "inherit" } as const)[
        operation
      ];
      workspace.setAccess(target.id, access);
      return `${operation} ${target.id}`;
    }
  }
}

function create(
  workspace: Workspace,
  {
    random,
    parents,
    title,
    words,
  }: {
    random: () => number;
    parents: { id: string; object: string }[];
    title: string;
    words: string;
  },
): string {
  const holders = parents.filter(({ object }) => object === "page" || object === "data_source");
  const parentId = holders[Math.floor(random() * holders.length)]?.id;
  const chance = random();
  if (chance < 0.15 && workspace.items.get(parentId ?? "")?.object === "page") {
    const { databaseId } = workspace.createDatabase({ title, parentId });
    return `create database ${databaseId}`;
  }
  const blocks = [paragraph(words)];
  const id = workspace.createPage({ title, parentId, blocks });
  if (chance > 0.85) {
    workspace.writeBlocks(id, [paragraph(words), textBlock("toggle", words)]);
    const [, toggleId] = workspace.get(id, "page").blockIds;
    const nested = workspace.createPage({ title: `${title} nested`, parentId: toggleId, blocks });
    return `create page ${id} with ${nested}`;
  }
  return `create page ${id}`;
}

function isRow({ items }: Workspace, page: Page): boolean {
  return page.parentId !== undefined && items.get(page.parentId)?.object === "data_source";
}

function isBelow({ items }: Workspace, page: Page, id: string): boolean {
  return [...upwards(items, page)].some((above) => above.id === id);
}
