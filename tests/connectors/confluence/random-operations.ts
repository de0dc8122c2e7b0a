import fc from "fast-check";
import type { AnyItem, Content } from "../../counterparts/confluence/site/items.ts";
import type { Site } from "../../counterparts/confluence/site/site.ts";
import { ancestorsOf } from "../../counterparts/confluence/site/visibility.ts";
import { text } from "./confluence-fixture.ts";

export interface Operation {
  act: keyof typeof MODIFIED | keyof typeof QUIET;
  /** Which of all there are, modulo their number. */
  target: number;
  other: number;
  value: number;
}

/** What there is to do something to. */
interface Scene extends Operation {
  site: Site;
  /** The account that the connector asks with. */
  reader: string;
  items: AnyItem[];
  /** Pages, blog posts and folders, in whatever state. */
  contents: Content[];
  content: Content;
  /** A page or blog post. */
  text: Content;
  /** A page or folder that is there, and where it may be moved to. */
  parent: Content | undefined;
  spaceKey: string;
  words: string;
}

type Act = (scene: Scene) => void;

/** What Confluence's search calls modified, or what is asked for each time. */
const MODIFIED = {
  create({ site, parent, spaceKey, value, words }) {
    const at = site.spaces.get(parent?.spaceId ?? "")?.key ?? spaceKey;
    const below = { spaceKey: at, parentId: parent?.id };
    // Now and then below a folder, which is no document.
    const isInFolder = value % 7 === 0;
    const folderId = isInFolder
      ? site.createPage({ ...below, type: "folder", title: `Folder ${value}` })
      : parent?.id;
    site.createPage({ ...below, parentId: folderId, title: `Title ${value}`, storage: words });
  },
  createBlog: ({ site, spaceKey, value, words }) =>
    void site.createBlogPost({ spaceKey, title: `Title ${value}`, storage: words }),
  edit: (scene) => scene.site.edit(scene.text.id, { storage: scene.words }),
  rename: (scene) => scene.site.rename(scene.text.id, `Title ${scene.value}`),
  comment(scene) {
    const place = scene.value % 2 ? {} : { selection: "these" };
    scene.site.comment({ on: scene.text.id, storage: scene.words, ...place });
  },
  answer({ site, items, other, words }) {
    const comment = pick(current(items.filter(isComment)), other);
    if (comment === undefined) return;
    site.comment({ on: comment.containerId, replyTo: comment.id, storage: words });
  },
  attach(scene) {
    const bytes = Buffer.from(`Words ${scene.value}.`);
    const fileName = `file-${scene.value}.txt`;
    scene.site.attach(scene.text.id, { fileName, mediaType: "text/plain", bytes });
  },
  replaceFile({ site, items, other, value }) {
    const files = items.filter(({ type }) => type === "attachment");
    const file = pick(files, other);
    if (file !== undefined) site.replaceFile(file.id, Buffer.from(`Words ${value}.`));
  },
  setSpacePermissions({ site, reader, spaceKey, value }) {
    site.setSpacePermissions(spaceKey, {
      // That the connector goes on seeing the space; what if it does not is a test of its own.
      users: [reader, ...some([...site.users.keys()], value)],
      groups: some([...site.groups.keys()], value >> 3),
      anonymous: value % 5 === 0,
    });
  },
} satisfies Record<string, Act>;

/** What only listing everything finds out. */
const QUIET = {
  move({ site, content, parent }) {
    if (parent === undefined || !isMovable(content) || parent.spaceId !== content.spaceId) return;
    if (!isBelow(site, parent, content.id)) site.move(content.id, parent.id);
  },
  moveToSpace({ site, content, spaceKey }) {
    if (content.type === "page" && isMovable(content)) site.moveToSpace(content.id, spaceKey);
  },
  restrict({ site, reader, content, value, other }) {
    const users = some([...site.users.keys()], value);
    const groups = some([...site.groups.keys()], other);
    const isEmpty = users.length + groups.length === 0;
    site.restrict(content.id, { read: { users: isEmpty ? [reader] : users, groups } });
  },
  unrestrict: ({ site, content }) => site.unrestrict(content.id),
  renameHolder: ({ site, content, value }) => site.rename(content.id, `Title ${value}`),
  trash: ({ site, content }) => {
    if (isMovable(content) || content.type === "blogpost") site.setTrashed(content.id);
  },
  trashAll: ({ site, content }) => {
    if (isMovable(content)) site.setTrashed(content.id, true);
  },
  archive: ({ site, content, value }) => {
    if (content.type === "page" && isMovable(content)) site.archive(content.id, value % 2 === 0);
  },
  restore({ site, contents, other }) {
    const gone = contents.filter(({ status }) => status !== "current");
    const one = pick(gone, other);
    if (one !== undefined) site.restore(one.id);
  },
  purge({ site, contents, other }) {
    const trash = contents.filter(({ status }) => status === "trashed");
    const one = pick(trash, other);
    if (one !== undefined) site.purge(one.id);
  },
  label: ({ site, text: { id }, value }) => site.label(id, [`label-${value % 50}`]),
  removeHeld({ site, items, other }) {
    const held = items.filter((item) => "containerId" in item);
    const one = pick(held, other);
    if (one !== undefined) site.setTrashed(one.id);
  },
  changeMembers({ site, reader, target, other, value }) {
    const group = pick([...site.groups.keys()], target);
    const user = pick([...site.users.keys()], other);
    if (group === undefined || user === undefined || user === reader) return;
    if (value % 2) site.addMember(group, user);
    else site.removeMember(group, user);
  },
  archiveSpace({ site, spaceKey, value }) {
    site.archiveSpace(spaceKey, value % 2 === 0);
  },
} satisfies Record<string, Act>;

const ACTS: Record<Operation["act"], Act> = { ...MODIFIED, ...QUIET };

export function operations(which: "all" | "modified"): fc.Arbitrary<Operation> {
  const names = Object.keys(which === "all" ? ACTS : MODIFIED) as Operation["act"][];
  return fc.record({
    act: fc.constantFrom(...names),
    target: fc.nat(10_000),
    other: fc.nat(10_000),
    value: fc.nat(1_000_000),
  });
}

/** Does one thing that people do; nothing where there is nothing to do it to. */
export function applyOperation(site: Site, reader: string, operation: Operation): void {
  const { target, other, value } = operation;
  const items = [...site.items.values()];
  const contents = items.filter((item): item is Content => !("containerId" in item));
  const texts = contents.filter(({ type }) => type === "page" || type === "blogpost");
  const content = pick(contents, target);
  const one = pick(texts, target);
  const spaceKey = pick([...site.spaces.values()], other)?.key;
  if (content === undefined || one === undefined || spaceKey === undefined) return;
  const parents = current(contents).filter(({ type }) => type !== "blogpost");
  ACTS[operation.act]({
    ...{ ...operation, site, reader, items, contents, content, spaceKey },
    text: one,
    parent: pick(parents, other),
    words: text(`Words ${value}.`),
  });
}

function pick<T>(values: readonly T[], at: number): T | undefined {
  return values[at % values.length];
}

/** Those whose bit is set. */
function some<T>(values: readonly T[], bits: number): T[] {
  return values.filter((_, at) => (bits >> at) & 1);
}

function current<T extends AnyItem>(items: readonly T[]): T[] {
  return items.filter(({ status }) => status === "current");
}

function isComment(item: AnyItem) {
  return item.type === "comment";
}

/** Not a space's homepage, nor what is in the trash or the archive. */
function isMovable({ type, parentId, status }: Content): boolean {
  return type !== "blogpost" && parentId !== undefined && status === "current";
}

function isBelow({ state }: Site, item: Content, id: string): boolean {
  return item.id === id || ancestorsOf(state, item).some((above) => above.id === id);
}
