import { paragraph, textBlock } from "../workspace/content.ts";
import type { Workspace } from "../workspace/workspace.ts";

interface PagesOptions {
  pages: number;
  /** How deep they are nested. */
  depth?: number;
  /** Of this many pages one has an attachment. */
  attachmentEvery?: number;
}

/** Many pages below one that is shared; returns its id and theirs. */
export function seedPages(workspace: Workspace, options: PagesOptions) {
  const { pages, depth = 6, attachmentEvery = 10 } = options;
  const rootId = workspace.createPage({
    title: "All",
    access: "shared",
    blocks: [paragraph("All.")],
  });
  const ids: string[] = [];
  for (let n = 0; n < pages; n += 1) {
    // Chains of `depth` pages, each below the one before.
    const parentId = n % depth === 0 ? rootId : ids.at(-1);
    const blocks = [
      paragraph(`This is page ${n} of the handbook, about subject ${n * 7}.`),
      textBlock("heading_2", "Details"),
      textBlock("bulleted_list_item", `Item of page ${n}`),
    ];
    if (n % attachmentEvery === 0) {
      const external = { url: `https://files.example/report-${n}.pdf` };
      blocks.push({ type: "pdf", content: { type: "external", external, caption: [] } });
    }
    ids.push(workspace.createPage({ title: `Page ${n}`, parentId, blocks }));
  }
  return { rootId, ids };
}
