import { fileBlock, paragraph, table, textBlock } from "../workspace/content.ts";
import type { Workspace } from "../workspace/workspace.ts";

const PACKING_LIST = "Item,For whom\nPower adapter,everybody\nSafety shoes,visitors of the plant\n";

/** A small company's Notion: a shared handbook, a database of vendors, and a board's page of its own. */
export function seedCompany(workspace: Workspace, { withFiles = false } = {}) {
  const ann = workspace.addUser("Ann Lee", "ann@acme.example");
  const ben = workspace.addUser("Ben Okoro", "ben@acme.example");
  const handbook = workspace.createPage({
    title: "Handbook",
    access: "shared",
    blocks: [
      paragraph("How we work at Acme."),
      textBlock("callout", "Owner of this page: Ann Lee"),
    ],
  });
  const leave = workspace.createPage({
    title: "Annual leave",
    parentId: handbook,
    blocks: [
      paragraph("Everybody has 24 days of annual leave a year."),
      textBlock("heading_2", "Carrying days over"),
      paragraph("Up to five days may be taken until the end of March."),
      textBlock("toggle", "What about part-time?", [paragraph("The days are in proportion.")]),
    ],
  });
  workspace.addComment(leave, ben, "Does this hold for interns too?");
  workspace.addComment(leave, ann, "Yes, from the first day.");
  const travel = workspace.createPage({
    title: "Travel costs",
    parentId: handbook,
    blocks: [
      paragraph("Trains are booked in second class. Send receipts within 30 days."),
      table([
        ["Country", "Per day"],
        ["Switzerland", "CHF 90"],
        ["Germany", "EUR 60"],
      ]),
    ],
  });
  if (withFiles) {
    const address = workspace.addFile("Packing list.csv", PACKING_LIST);
    workspace.appendBlocks(travel, [fileBlock(address)]);
  }
  const { dataSourceId } = workspace.createDatabase({
    title: "Vendors",
    parentId: handbook,
    description: "Whom we buy from.",
    columns: { Status: "select", Owner: "people", "Contract ends": "date" },
  });
  for (const [title, status, end] of [
    ["Acme Paper", "Approved", "2027-01-31"],
    ["Blue Couriers", "Blocked", "2026-06-30"],
  ] as const) {
    workspace.createPage({
      title,
      parentId: dataSourceId,
      blocks: [paragraph(`Notes on ${title}.`)],
      properties: {
        Status: { id: "st", type: "select", select: { id: status, name: status, color: "gray" } },
        Owner: { id: "ow", type: "people", people: [{ object: "user", id: ann }] },
        "Contract ends": {
          id: "ce",
          type: "date",
          date: { start: end, end: null, time_zone: null },
        },
      },
    });
  }
  const board = workspace.createPage({
    title: "Board",
    access: "shared",
    blocks: [paragraph("The next round closes in May.")],
  });
  workspace.createPage({ title: "Not shared", blocks: [paragraph("Nobody reads this here.")] });
  return { handbook, leave, board, dataSourceId };
}
