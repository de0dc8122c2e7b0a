import { fileBlock, paragraph, textBlock } from "../workspace/content.ts";
import type { Workspace } from "../workspace/workspace.ts";

interface PagesOptions {
  pages: number;
  /** How deep they are nested. */
  depth?: number;
  /** Of this many pages one has an attachment; none where it is 0. */
  attachmentEvery?: number;
  /** Of this many attachments one is broken. */
  brokenEvery?: number;
}

/** Many pages below one that is shared; returns its id, theirs and those of attachments that can be read. */
export function seedPages(workspace: Workspace, options: PagesOptions) {
  const { pages, depth = 6, attachmentEvery = 10, brokenEvery = 0 } = options;
  const rootId = workspace.createPage({
    title: "All",
    access: "shared",
    blocks: [paragraph("All.")],
  });
  const ids: string[] = [];
  const attachmentIds: string[] = [];
  for (let n = 0; n < pages; n += 1) {
    // Chains of `depth` pages, each below the one before.
    const parentId = n % depth === 0 ? rootId : ids.at(-1);
    const blocks = [
      paragraph(`This is page ${n} of the handbook, about subject ${n * 7}.`),
      textBlock("heading_2", "Details"),
      textBlock("bulleted_list_item", `Item of page ${n}`),
    ];
    const id = workspace.createPage({ title: `Page ${n}`, parentId, blocks });
    ids.push(id);
    if (attachmentEvery === 0 || n % attachmentEvery !== 0) continue;
    const isBroken = brokenEvery > 0 && (n / attachmentEvery) % brokenEvery === 0;
    const name = isBroken ? `report-${n}.pdf` : `report-${n}.txt`;
    const address = workspace.addFile(name, `This is the report of page ${n}.`);
    const [blockId] = workspace.appendBlocks(id, [fileBlock(address)]);
    if (!isBroken) attachmentIds.push(`${id}/${blockId}`);
  }
  return { rootId, ids, attachmentIds };
}
