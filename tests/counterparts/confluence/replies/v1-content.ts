import type { AnyItem, Content } from "../site/items.ts";
import { ancestorsOf } from "../site/visibility.ts";
import type { World } from "../world.ts";
import { bodyOf } from "./bodies.ts";
import { restrictionJson, v1SpaceJson, v1UserJson } from "./v1-json.ts";
import { downloadPath, labelJson, time, webPath } from "./v2-json.ts";

const FORMATS = ["storage", "view", "atlas_doc_format"] as const;
const MOST_NAMED = 200;

/** Pages, blog posts, comments and attachments as v1 has them, with what is to be expanded. */
export function v1ContentJson(world: World, item: AnyItem, expand: ReadonlySet<string>): object {
  const { site } = world;
  const self = `${world.siteUrl}/wiki/rest/api/content/${item.id}`;
  const space = site.spaces.get(item.spaceId);
  const has = (name: string) =>
    [...expand].some((one) => one === name || one.startsWith(`${name}.`));
  return {
    ...{ id: item.id, type: item.type, status: item.status, title: item.title },
    ...(has("space") && space !== undefined ? { space: v1SpaceJson(world, space) } : {}),
    ...(has("version") ? { version: versionJson(world, item) } : {}),
    ...(has("history") ? { history: historyJson(world, item, expand) } : {}),
    ...(has("ancestors") ? { ancestors: ancestors(world, item) } : {}),
    ...(has("container") ? { container: container(world, item) } : {}),
    ...(has("body") && "text" in item ? { body: bodies(item, expand) } : {}),
    ...(has("metadata") ? { metadata: metadata(item) } : {}),
    ...(has("restrictions") && !("containerId" in item)
      ? { restrictions: restrictions(world, item, expand) }
      : {}),
    extensions: extensions(item),
    _expandable: { space: "", version: "", ancestors: "", body: "", restrictions: "" },
    _links: { self, ...webLinks(world, item) },
  };
}

function webLinks(world: World, item: AnyItem): Record<string, string> {
  if (!("containerId" in item)) return { webui: webPath(world, item) };
  const holder = world.site.items.get(item.containerId);
  const page = holder === undefined || "containerId" in holder ? "" : webPath(world, holder);
  if (item.type === "comment") return { webui: `${page}?focusedCommentId=${item.id}` };
  return { webui: `${page}?preview=${item.id}`, download: downloadPath(item) };
}

function versionJson(world: World, { version: number, editedAt, editorId }: AnyItem) {
  const editor = world.site.users.get(editorId);
  return {
    ...(editor === undefined ? {} : { by: v1UserJson(world, editor) }),
    ...{ when: time(editedAt), number, message: "", minorEdit: false },
  };
}

function historyJson(world: World, item: AnyItem, expand: ReadonlySet<string>) {
  const author = world.site.users.get(item.authorId);
  return {
    latest: true,
    ...(author === undefined ? {} : { createdBy: v1UserJson(world, author) }),
    createdDate: time(item.createdAt),
    ...(expand.has("history.lastUpdated") ? { lastUpdated: versionJson(world, item) } : {}),
  };
}

function ancestors(world: World, item: AnyItem): object[] {
  if ("containerId" in item) return [];
  return ancestorsOf(world.site.state, item).map((one) => v1ContentJson(world, one, new Set()));
}

function container(world: World, item: AnyItem): object {
  const holder = "containerId" in item ? world.site.items.get(item.containerId) : undefined;
  if (holder !== undefined) return v1ContentJson(world, holder, new Set());
  const space = world.site.spaces.get(item.spaceId);
  if (space === undefined) return {};
  const { id, type, status, name: title } = space;
  return { id, type, status, title, _links: { webui: `/spaces/${space.key}` } };
}

function bodies(item: Extract<AnyItem, { text: object }>, expand: ReadonlySet<string>) {
  return Object.fromEntries(
    FORMATS.filter((format) => expand.has(`body.${format}`)).map((representation) => [
      representation,
      { value: bodyOf(item.text, representation), representation },
    ]),
  );
}

function metadata({ labels }: AnyItem) {
  const results = labels.map((name) => ({ ...labelJson(name), label: name }));
  return { labels: { results, start: 0, limit: 200, size: results.length } };
}

function restrictions(world: World, item: Content, expand: ReadonlySet<string>) {
  const of = (operation: "read" | "update") => {
    const withUsers = expand.has(`restrictions.${operation}.restrictions.user`);
    const withGroups = expand.has(`restrictions.${operation}.restrictions.group`);
    if ((!withUsers && !withGroups) || world.untoldReaders.has(item.id)) return {};
    const range = { start: 0, limit: MOST_NAMED, withUsers, withGroups };
    return { [operation]: restrictionJson(world, item.id, operation, item[operation], range) };
  };
  return { ...of("read"), ...of("update") };
}

function extensions(item: AnyItem): object {
  if (item.type === "attachment") {
    const { mediaType, bytes, fileId } = item;
    return { mediaType, fileSize: bytes.length, fileId };
  }
  if (item.type !== "comment") return { position: 0 };
  return {
    location: item.place,
    resolution: { status: item.resolution },
  };
}
