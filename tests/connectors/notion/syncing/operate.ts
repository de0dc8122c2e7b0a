import { titleOf } from "../../../counterparts/notion/replies/to-json.ts";
import {
  type BlockSpec,
  fileBlock,
  hostedFile,
  mention,
  paragraph,
  text,
  textBlock,
} from "../../../counterparts/notion/workspace/content.ts";
import type { AnyItem, Page } from "../../../counterparts/notion/workspace/items.ts";
import { isInTrash, upwards } from "../../../counterparts/notion/workspace/visibility.ts";
import type { Workspace } from "../../../counterparts/notion/workspace/workspace.ts";
import type { Operation } from "./operations.ts";
import { BROKEN } from "./read-workspace.ts";

/** Pages that one operation takes away at most: something should be left over. */
const MOST = 8;

interface Scene {
  workspace: Workspace;
  all: AnyItem[];
  pages: Page[];
  rows: Page[];
  /** The one among these that the operation is about. */
  target<Item>(items: readonly Item[]): Item | undefined;
  other<Item>(items: readonly Item[]): Item | undefined;
  title: string;
  blocks: BlockSpec[];
  words: string;
  /** A new file in the storage; every eighth cannot be read. */
  addFile(): string;
}

const AUDIENCES = [["everyone"], ["group:team"], ["everyone", "group:inner"], ["public"], []];

const ACTS: Record<Operation["do"], (scene: Scene) => void> = {
  create: (scene) => void createPage(scene),
  "create-nested"(scene) {
    const id = createPage(scene);
    if (id === undefined) return;
    // Notion names the block as the parent of a page that stands in one.
    const toggle = textBlock("toggle", "Words within.");
    const [parentId] = scene.workspace.appendBlocks(id, [toggle]);
    const title = `${scene.title} nested`;
    scene.workspace.createPage({ title, parentId, blocks: scene.blocks });
  },
  "create-database"({ workspace, pages, target, title }) {
    const parent = target(pages.filter((page) => !isInTrash(workspace.items, page)));
    if (parent !== undefined) workspace.createDatabase({ title, parentId: parent.id });
  },
  edit({ workspace, pages, target, blocks }) {
    const page = target(pages);
    if (page !== undefined) workspace.writeBlocks(page.id, blocks);
  },
  "edit-row"({ workspace, rows, target, words }) {
    const Notes = { id: "no", type: "rich_text", rich_text: [text(words)] };
    const row = target(rows);
    if (row !== undefined) workspace.setProperties(row.id, { Notes });
  },
  rename({ workspace, all, target, title }) {
    const named = target(all.filter(({ object }) => object === "page" || object === "data_source"));
    if (named !== undefined) workspace.rename(named.id, title);
  },
  "name-after"({ workspace, all, pages, target, other, title }) {
    const named = target(all.filter(({ object }) => object === "page" || object === "data_source"));
    const after = other(pages);
    if (named === undefined || after === undefined) return;
    workspace.rename(named.id, [text(`${title} of `), naming(after)]);
  },
  move({ workspace, pages, target, other, ...scene }) {
    const moved = target(movable({ workspace, ...scene }));
    if (moved === undefined || moved.trashed) return;
    // Nobody moves a page below itself, or into the trash.
    const parent = other(
      pages.filter((page) => {
        const above = [...upwards(workspace.items, page)];
        return !above.some(({ id, trashed }) => trashed || id === moved.id);
      }),
    );
    if (parent !== undefined) workspace.move(moved.id, parent.id);
  },
  trash({ workspace, pages, target }) {
    const gone = target(branches(workspace, pages));
    if (gone !== undefined) workspace.setTrashed(gone.id, true);
  },
  "trash-database"({ workspace, all, target }) {
    const databases = all.filter(({ object }) => object === "database");
    const gone = target(branches(workspace, databases));
    if (gone !== undefined) workspace.setTrashed(gone.id, true);
  },
  restore({ workspace, all, target }) {
    const trashed = target(all.filter((item) => item.trashed));
    if (trashed !== undefined) workspace.setTrashed(trashed.id, false);
  },
  delete({ workspace, all, target }) {
    const gone = target(branches(workspace, all));
    if (gone !== undefined) workspace.destroy(gone.id);
  },
  attach({ workspace, pages, target, addFile }) {
    const page = target(pages);
    if (page !== undefined) workspace.appendBlocks(page.id, [fileBlock(addFile())]);
  },
  "attach-to-row"({ workspace, rows, target, addFile }) {
    const row = target(rows);
    const Files = { id: "fi", type: "files", files: [hostedFile(addFile())] };
    if (row !== undefined) workspace.setProperties(row.id, { Files });
  },
  detach({ workspace, all, target }) {
    const file = target(all.filter((item) => item.object === "block" && item.type === "file"));
    if (file !== undefined) workspace.removeBlock(file.id);
  },
  "show-block"({ workspace, pages, target, other, blocks }) {
    const [from, to] = [target(pages), other(pages)];
    if (from === undefined || to === undefined) return;
    const original = { type: "synced_block", content: { synced_from: null }, children: blocks };
    const [block_id = ""] = workspace.appendBlocks(from.id, [original]);
    const content = { synced_from: { type: "block_id", block_id } };
    workspace.appendBlocks(to.id, [{ type: "synced_block", content }]);
  },
  "edit-block"({ workspace, all, target, words }) {
    const blocks = all.filter((item) => item.object === "block" && item.type === "paragraph");
    const block = target(blocks);
    if (block !== undefined) workspace.changeBlock(block.id, paragraph(words).content);
  },
  mention({ workspace, pages, target, other }) {
    const [from, to] = [target(pages), other(pages)];
    if (from === undefined || to === undefined) return;
    const rich_text = [text("Names "), naming(to), text(".")];
    workspace.appendBlocks(from.id, [
      { type: "paragraph", content: { rich_text, color: "default" } },
    ]);
  },
  // Done by the admin of the source, not in the workspace.
  map: () => undefined,
  restrict: (scene) => setAccess(scene, "restricted"),
  share: (scene) => setAccess(scene, "shared"),
  inherit({ workspace, all, target }) {
    const item = target(all.filter((one) => one.access !== "inherit" && !isTop(one)));
    if (item !== undefined) workspace.setAccess(item.id, "inherit");
  },
};

/** Notion writes the title, whoever may read it. */
function naming(page: Page) {
  return mention({ type: "page", page: { id: page.id } }, titleOf(page));
}

/** Does it as an owner of the workspace would, and nothing where it cannot be done. */
export function operate(workspace: Workspace, operation: Operation): void {
  const { target, other } = operation;
  const all = [...workspace.items.values()];
  const pages = all.filter((item) => item.object === "page");
  const words = `Words ${target}-${other}.`;
  ACTS[operation.do]({
    workspace,
    all,
    pages,
    rows: pages.filter((page) => isRow(workspace, page)),
    target: (items) => items[target % items.length],
    other: (items) => items[other % items.length],
    title: `Title ${other}`,
    blocks: [paragraph(words)],
    words,
    addFile: () =>
      other % 8 === 0
        ? workspace.addFile(`file-${target}.pdf`, BROKEN)
        : workspace.addFile(`file-${target}.txt`, words),
  });
}

/** Says of one page, or no more, who may read below it. */
export function remap(
  workspace: Workspace,
  audiences: Record<string, string[]>,
  { target, other }: Operation,
): Record<string, string[]> {
  const pages = [...workspace.items.values()].filter(({ object }) => object === "page");
  const id = pages[target % pages.length]?.id ?? "";
  const { [id]: _, ...others } = audiences;
  const audience = AUDIENCES[other % (AUDIENCES.length + 1)];
  return audience === undefined ? others : { ...others, [id]: audience };
}

function createPage({ workspace, all, target, title, blocks }: Scene): string | undefined {
  const parent = target(
    all.filter(
      (item) =>
        (item.object === "page" || item.object === "data_source") &&
        !isInTrash(workspace.items, item),
    ),
  );
  return parent && workspace.createPage({ title, parentId: parent.id, blocks });
}

function setAccess({ target, ...scene }: Scene, access: "shared" | "restricted"): void {
  const item = target(branches(scene.workspace, movable(scene)));
  if (item !== undefined) scene.workspace.setAccess(item.id, access);
}

function movable({ workspace, all }: Pick<Scene, "workspace" | "all">): AnyItem[] {
  return all.filter(
    (item) => item.object === "database" || (item.object === "page" && !isRow(workspace, item)),
  );
}

/** Pages and databases that are not at the top and have not much below. */
function branches({ items }: Workspace, all: readonly AnyItem[]): AnyItem[] {
  const below = new Map<string, number>();
  for (const item of items.values()) {
    if (item.object === "block") continue;
    for (const { id } of upwards(items, item)) below.set(id, (below.get(id) ?? 0) + 1);
  }
  return all.filter(
    (item) =>
      (item.object === "page" || item.object === "database") &&
      !isTop(item) &&
      (below.get(item.id) ?? 0) <= MOST,
  );
}

function isTop(item: AnyItem): boolean {
  return item.object !== "data_source" && item.parentId === undefined;
}

function isRow({ items }: Workspace, page: Page): boolean {
  return page.parentId !== undefined && items.get(page.parentId)?.object === "data_source";
}
