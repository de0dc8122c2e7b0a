import { type BlockSpec, paragraph } from "../../../counterparts/notion/workspace/content.ts";
import { openNotionSync } from "../syncing/notion-sync-world.ts";

const SETTLED_MS = 10 * 60_000;
/** In place of what a block shows. */
export const NOTE = "(What this block shows stands on another page)";

/** A handbook for all, and a page for the people team with a page below it. */
export async function openCompany(settings: Record<string, string> = {}) {
  let time = Date.UTC(2026, 2, 1, 9, 0, 5);
  const world = await openNotionSync({ now: () => time }, settings);
  const { workspace } = world;
  const handbookId = workspace.createPage({ title: "Handbook", access: "shared" });
  const peopleId = workspace.createPage({ title: "People", access: "shared" });
  const salariesId = workspace.createPage({
    title: "Salaries",
    parentId: peopleId,
    blocks: [paragraph("Ann earns a lot.")],
  });
  const map = (more: Record<string, string[]> = {}) =>
    world.set({
      audiences: JSON.stringify({
        [handbookId]: ["everyone", "group:people"],
        [peopleId]: ["group:people"],
        ...more,
      }),
    });
  map();
  const sync = async (waitMs = SETTLED_MS) => {
    time += waitMs;
    const start = world.world.requests.length;
    const report = await world.sync();
    return { report, requests: world.requestsSince(start) };
  };
  const read = async (id: string) => (await world.indexed())[id];
  return { ...world, handbookId, peopleId, salariesId, map, sync, read };
}

type Company = Awaited<ReturnType<typeof openCompany>>;

export function original(children: BlockSpec[]): BlockSpec {
  return { type: "synced_block", content: { synced_from: null }, children };
}

export function copyOf(block_id: string): BlockSpec {
  return {
    type: "synced_block",
    content: { synced_from: { type: "block_id", block_id } },
  };
}

/** An original on one page, and its copy on a new page below another. */
export function showElsewhere(
  { workspace }: Company,
  fromId: string,
  parentId: string,
  words: BlockSpec[],
) {
  const [blockId = ""] = workspace.appendBlocks(fromId, [original(words)]);
  const blocks = [paragraph("Before."), copyOf(blockId)];
  return { blockId, id: workspace.createPage({ title: "Copy", parentId, blocks }) };
}
