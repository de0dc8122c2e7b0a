import type { World } from "../world.ts";
import { smallPdf } from "./small-files.ts";

interface PagesOptions {
  pages: number;
  spaceKey?: string;
  /** How deep they are nested. */
  depth?: number;
  /** Of this many pages one has an attachment. */
  attachmentEvery?: number;
  /** Of this many pages one cannot be read; 0: every page can. */
  brokenEvery?: number;
}

/** Many pages in a space of their own; returns their ids, and which of them are broken. */
export function seedPages({ site, broken }: World, options: PagesOptions) {
  const { pages, spaceKey = "ALL", depth = 6, attachmentEvery = 10, brokenEvery = 100 } = options;
  const space = site.createSpace({ key: spaceKey, name: "All" });
  const ids: string[] = [];
  const brokenIds: string[] = [];
  for (let n = 0; n < pages; n += 1) {
    // Chains of `depth` pages, each below the one before.
    const parentId = n % depth === 0 ? space.homepageId : ids.at(-1);
    const storage = [
      `<p>This is page ${n} of the handbook, about subject ${n * 7}.</p>`,
      `<h2>Details</h2><ul><li><p>Item of page ${n}</p></li></ul>`,
    ].join("");
    const id = site.createPage({ spaceKey, title: `Page ${n}`, parentId, storage });
    ids.push(id);
    if (n % attachmentEvery === 0) {
      const bytes = smallPdf([`Report ${n}`, `The figures of subject ${n * 7}.`]);
      site.attach(id, { fileName: `report-${n}.pdf`, mediaType: "application/pdf", bytes });
    }
    if (brokenEvery > 0 && n % brokenEvery === brokenEvery - 1) {
      broken.set(id, 500);
      brokenIds.push(id);
    }
  }
  return { ...space, ids, brokenIds };
}
