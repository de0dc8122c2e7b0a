import { onTestFinished } from "vitest";
import { documentsIn, readChanges } from "../../../contracts/connector-contract.ts";
import type { BlockSpec } from "../../../counterparts/notion/workspace/content.ts";
import type { Column, PropertyValue } from "../../../counterparts/notion/workspace/items.ts";
import { makeWorkspace } from "../notion-fixture.ts";

/** The Markdown of a page with these blocks. */
export async function read(blocks: BlockSpec[], properties: Record<string, PropertyValue> = {}) {
  const world = await makeWorkspace();
  onTestFinished(() => world.counterpart.close());
  const id = world.workspace.createPage({ title: "T", parentId: world.rootId, blocks, properties });
  return { ...(await readPage(world, id)), ...world, id };
}

/** The same of a row. */
export async function readRow(
  blocks: BlockSpec[],
  properties: Record<string, PropertyValue>,
  more: Record<string, Column> = {},
) {
  const world = await makeWorkspace();
  onTestFinished(() => world.counterpart.close());
  const { workspace, rootId, dataSourceId: relation } = world;
  const columns = { Related: { relation }, ...more };
  const { dataSourceId } = workspace.createDatabase({ title: "D", parentId: rootId, columns });
  const id = workspace.createPage({ title: "T", parentId: dataSourceId, blocks, properties });
  return readPage(world, id);
}

type World = Awaited<ReturnType<typeof makeWorkspace>>;

export async function readPage(world: World, id: string, settings: Record<string, string> = {}) {
  const changes = await readChanges(world.connect(settings));
  const document = documentsIn(changes).find((one) => one.documentId === id);
  return { document, markdown: document?.markdown ?? "", changes };
}
