import { join } from "node:path";
import { onTestFinished } from "vitest";
import { notionSettings } from "../../../connectors/notion/settings.ts";
import type { SourceRecord } from "../../../src/storage/storage.ts";
import { type SyncOptions, syncSource } from "../../../src/sync/sync-source.ts";
import { titleOf } from "../../counterparts/notion/replies/to-json.ts";
import type { CounterpartOptions } from "../../counterparts/notion/start-notion-counterpart.ts";
import type { AnyItem } from "../../counterparts/notion/workspace/items.ts";
import { isInTrash, isVisible, upwards } from "../../counterparts/notion/workspace/visibility.ts";
import type { Workspace } from "../../counterparts/notion/workspace/workspace.ts";
import { openDeps, sourceRecord, temporaryFolder } from "../../sync/sync-world.ts";
import { type Expectation, readIndex } from "../read-index.ts";
import { openCounterpart } from "./notion-fixture.ts";

const NAME = "notion";

/** A counterpart, and a source that is synced from it into a real index. */
export async function openNotionSync(
  options: CounterpartOptions = {},
  settings: Record<string, string> = {},
) {
  const opened = await openCounterpart(options);
  const dataDir = join(temporaryFolder(), "data");
  const deps = await openDeps(dataDir);
  onTestFinished(async () => {
    await deps.close();
    await opened.counterpart.close();
  });
  const record: SourceRecord = sourceRecord(NAME, { kind: "notion", audience: undefined });
  await deps.storage.sources.add(record);
  const current = { ...settings };
  return {
    ...opened,
    deps,
    dataDir,
    /** Changes settings for the syncs that follow. */
    set: (change: Record<string, string>) => Object.assign(current, change),
    sync: (change: Partial<SyncOptions> = {}, token?: string) =>
      syncSource(record, opened.connect(current, token), deps, {
        signal: new AbortController().signal,
        ...change,
      }),
    /** What somebody who may read everything finds in the index. */
    indexed: () => readIndex(deps, NAME),
    /** What the index should hold, told from the workspace without the connector's help. */
    expected: () => readWorkspace(opened.workspace, notionSettings.parse({ ...current }).audiences),
    requestsSince(start: number): string[] {
      return opened.world.requests.slice(start).map(({ method, path }) => `${method} ${path}`);
    },
  };
}

function readWorkspace(workspace: Workspace, audiences: Record<string, string[]>) {
  const { items } = workspace;
  const found: Record<string, Expectation> = {};
  for (const item of items.values()) {
    if (item.object !== "page" && item.object !== "data_source") continue;
    if (!isVisible(items, item) || isInTrash(items, item)) continue;
    const line = [...upwards(items, item)];
    const hidden = line.findIndex((one) => !isVisible(items, one));
    const above = hidden === -1 ? line : line.slice(0, hidden);
    // What is hidden has no title for the connection, but its id can be mapped.
    const mapped = hidden === -1 ? line : line.slice(0, hidden + 1);
    const root = mapped.find(({ id }) => Object.hasOwn(audiences, id));
    const titles = above.flatMap(nameOf).reverse();
    found[item.id] = {
      title: titles.at(-1) ?? "",
      path: titles.join(" › "),
      url: `https://www.notion.so/${slugOf(item)}`,
      readers: root === undefined ? [] : (audiences[root.id] ?? []),
      text: "",
    };
    if (item.object !== "page") continue;
    const words = item.blockIds.flatMap((id) => {
      const block = items.get(id);
      const content = block?.object === "block" ? block.content.rich_text : [];
      return ((content ?? []) as { plain_text: string }[]).map((piece) => piece.plain_text);
    });
    Object.assign(found[item.id] ?? {}, { text: words.join("\n") });
  }
  return found;
}

/** A data source stands for its database, and blocks for nothing. */
function nameOf(item: AnyItem): string[] {
  if (item.object === "page") return [titleOf(item) || "Untitled"];
  return item.object === "data_source" ? [item.title || "Untitled"] : [];
}

function slugOf(item: AnyItem): string {
  const title = item.object === "page" ? titleOf(item) : "";
  const id = (item.object === "data_source" ? item.databaseId : item.id).replaceAll("-", "");
  const slug = title.replaceAll(/[^A-Za-z0-9]+/g, "-").replace(/^-|-$/g, "");
  return slug === "" ? id : `${slug}-${id}`;
}
