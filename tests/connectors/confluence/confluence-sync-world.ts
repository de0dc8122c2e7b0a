import { join } from "node:path";
import { onTestFinished } from "vitest";
import type { SourceRecord } from "../../../src/storage/storage.ts";
import { type SyncOptions, syncSource } from "../../../src/sync/sync-source.ts";
import { webPath } from "../../counterparts/confluence/replies/v2-json.ts";
import type { AnyItem, Content } from "../../counterparts/confluence/site/items.ts";
import { heldBy, type SiteState } from "../../counterparts/confluence/site/site-state.ts";
import { ancestorsOf, createVisibility } from "../../counterparts/confluence/site/visibility.ts";
import type { World } from "../../counterparts/confluence/world.ts";
import { openDeps, sourceRecord, temporaryFolder } from "../../sync/sync-world.ts";
import { type Expectation, readIndex } from "../read-index.ts";
import { openCounterpart } from "./confluence-fixture.ts";

const NAME = "confluence";

type CounterpartOptions = NonNullable<Parameters<typeof openCounterpart>[0]>;

/** A counterpart, and a source that is synced from it into a real index. */
export async function openConfluenceSync(
  options: CounterpartOptions = {},
  settings: Record<string, string> = {},
) {
  const opened = await openCounterpart(options);
  const dataDir = join(temporaryFolder(), "data");
  // One clock for both: what failed is tried again after a while.
  const deps = { ...(await openDeps(dataDir)), now: () => opened.world.site.now() };
  let isOpen = true;
  const close = async () => {
    if (!isOpen) return;
    isOpen = false;
    await deps.close();
    await opened.counterpart.close();
  };
  onTestFinished(close);
  const record: SourceRecord = sourceRecord(NAME, { kind: "confluence", audience: undefined });
  await deps.storage.sources.add(record);
  const current = { ...settings };
  const { world, reader } = opened;
  return {
    ...opened,
    deps,
    dataDir,
    close,
    /** Changes settings for the syncs that follow. */
    set: (change: Record<string, string>) => Object.assign(current, change),
    connector: () => opened.connect(current),
    sync: (change: Partial<SyncOptions> = {}) =>
      syncSource(record, opened.connect(current), deps, {
        signal: new AbortController().signal,
        ...change,
      }),
    /** What somebody who may read everything finds in the index; readers are people's names. */
    async indexed() {
      const found = await readIndex(deps, NAME);
      return mapValues(found, (one) => ({
        ...one,
        readers: whoIsMeant(world, one.readers),
        text: words(one.text),
      }));
    },
    /** Principals as they are stored. */
    stored: () => readIndex(deps, NAME),
    /** What the index should hold, told from the site's state without the connector's help. */
    expected: () => readSite(world, reader),
    requestsSince(start: number): string[] {
      return world.requests.slice(start).map(({ method, path }) => `${method} ${path}`);
    },
  };
}

const ANYBODY = "anybody";

/** Everybody whom principals let in, with the groups as they are at the site now. */
function whoIsMeant({ site }: World, principals: readonly string[]): string[] {
  const names = new Set<string>();
  for (const principal of principals) {
    const [kind = "", ...rest] = principal.split(":");
    const id = rest.at(-1) ?? "";
    if (kind === "public") {
      names.add(ANYBODY);
      for (const user of site.users.values()) names.add(user.name);
    } else if (kind === "user") {
      const user = [...site.users.values()].find((one) => one.email === id);
      if (user !== undefined) names.add(user.name);
    } else {
      for (const accountId of site.groups.get(id)?.members ?? []) {
        const name = site.users.get(accountId)?.name;
        if (name !== undefined) names.add(name);
      }
    }
  }
  return [...names].sort();
}

function readSite(world: World, reader: string): Record<string, Expectation> {
  const { site } = world;
  const { state } = site;
  const ours = createVisibility(state, reader);
  const anonymous = createVisibility(state, undefined);
  const others = [...site.users.values()].map((user) => ({
    name: user.name,
    sees: createVisibility(state, user.accountId),
  }));
  const found: Record<string, Expectation> = {};
  const isShown = (item: Content): boolean => {
    const space = site.spaces.get(item.spaceId);
    if (space === undefined || space.status !== "current" || space.type === "personal")
      return false;
    return [...ancestorsOf(state, item), item].every(({ status }) => status === "current");
  };
  for (const item of site.items.values()) {
    if ("containerId" in item || (item.type !== "page" && item.type !== "blogpost")) continue;
    if (!isShown(item) || !ours.item(item)) continue;
    const seeing = others.filter(({ sees }) => sees.item(item)).map(({ name }) => name);
    const readers = [...(anonymous.item(item) ? [ANYBODY] : []), ...seeing].sort();
    const titles = [
      site.spaces.get(item.spaceId)?.name ?? "",
      ...ancestorsOf(state, item).map(({ title }) => title),
      item.title,
    ];
    const held = heldBy(state, item.id).filter(({ status }) => status === "current");
    const comments = held.filter((one) => isTalk(state, one));
    found[item.id] = {
      title: item.title,
      path: titles.join(" › "),
      url: `${world.siteUrl}/wiki${webPath(world, item)}`,
      readers,
      text: words([item, ...comments].map(textOf).join("\n")),
    };
    for (const file of held) {
      if (file.type !== "attachment") continue;
      const preview = `/${item.id}/${file.id.slice(3)}/${file.title}`;
      found[file.id] = {
        title: file.title,
        path: [...titles, file.title].join(" › "),
        url: `${world.siteUrl}/wiki/pages/viewpageattachments.action?${new URLSearchParams({ pageId: item.id, preview })}`,
        readers,
        text: words(Buffer.from(file.bytes).toString("utf8")),
      };
    }
  }
  return found;
}

/** A comment is shown as long as all that it answers is. */
function isTalk(state: SiteState, item: AnyItem): boolean {
  if (item.type !== "comment" || item.status !== "current") return false;
  const answered = state.items.get(item.parentCommentId ?? "");
  return item.parentCommentId === undefined || (answered !== undefined && isTalk(state, answered));
}

function textOf(item: AnyItem): string {
  return "text" in item ? (item.text.storage ?? "") : "";
}

/** The words that tests put into pages, comments and files. */
function words(found: string): string {
  return [...new Set(found.match(/Words \d+\./g) ?? [])].sort().join("\n");
}

function mapValues<A, B>(all: Record<string, A>, to: (one: A) => B): Record<string, B> {
  return Object.fromEntries(Object.entries(all).map(([id, one]) => [id, to(one)]));
}
