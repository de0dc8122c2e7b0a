import type { CompanyGroup } from "../groups/generate-groups.ts";
import type { OpenCompany } from "../open-company.ts";

export const WAYS = [
  "document",
  "source group",
  "own group",
  "chat group",
  "link",
  "group gone",
  "group too old",
] as const;
export type WayName = (typeof WAYS)[number];

/** A way to take somebody's right to a page from them. */
export interface Way {
  /** Changes the company; gives what changes it back. Footnote knows nothing of it yet. */
  change(reader: string, documentId: string, world: OpenCompany): () => void;
  /** Has Footnote see it: a sync, an admin's command, the chat; both after a change and after it is undone. */
  tell(world: OpenCompany, reader: string): Promise<void>;
}

const bySource = (group: CompanyGroup) => group.kind === "google" || group.kind === "confluence";
const byChat = (group: CompanyGroup) => group.kind === "slack" || group.kind === "entra";
const byAdmin = (group: CompanyGroup) => group.kind === "own";

export const ways: Record<WayName, Way> = {
  document: {
    change(_, documentId, world) {
      const before = world.documents.get(documentId)?.readableBy ?? ["everyone"];
      world.setReaders(documentId, []);
      return () => world.setReaders(documentId, before);
    },
    tell: ({ sync }) => sync(),
  },
  "source group": {
    change: (reader, _, world) => takeOut(reader, bySource, world),
    tell: ({ kept }) => kept.syncGroups(),
  },
  "own group": {
    change: (reader, _, world) => takeOut(reader, byAdmin, world),
    async tell({ kept, directory }) {
      for (const one of directory.groups.values()) if (byAdmin(one)) await kept.setOwn(one);
    },
  },
  "chat group": {
    change: (reader, _, world) => takeOut(reader, byChat, world),
    tell: async (world, reader) => world.changed(reader),
  },
  link: {
    change(reader, _, { directory }) {
      const address = directory.people.get(reader)?.address;
      const before = [...directory.links];
      const others = before.filter((pair) => !pair.some((one) => one === address));
      replace(directory.links, others);
      return () => replace(directory.links, before);
    },
    async tell({ app, directory, kept }) {
      const known = await app.storage.groups.links.list();
      const isSame = (pair: readonly string[], { one, other }: { one: string; other: string }) =>
        pair.every((address) => one === `user:${address}` || other === `user:${address}`);
      for (const { one, other } of known) {
        if (directory.links.some((pair) => isSame(pair, { one, other }))) continue;
        await kept.unlink([one.slice("user:".length), other.slice("user:".length)]);
      }
      for (const pair of directory.links) await kept.link(pair);
    },
  },
  "group gone": {
    change: (reader, _, world) => setStates(reader, "gone", world),
    tell: ({ kept }) => kept.syncGroups(),
  },
  "group too old": {
    change: (reader, _, world) => setStates(reader, "old", world),
    tell: ({ kept }) => kept.syncGroups(),
  },
};

/** Out of all groups of a kind that they are in themselves. */
function takeOut(
  reader: string,
  test: (group: CompanyGroup) => boolean,
  { directory }: OpenCompany,
): () => void {
  const groups = [...directory.groups.values()].filter(test);
  const before = groups.map(({ people }) => people);
  for (const group of groups) group.people = group.people.filter((one) => one !== reader);
  return () => {
    for (const [at, group] of groups.entries()) group.people = before[at] ?? [];
  };
}

/** Of all of the source's groups that they hold now. */
function setStates(
  reader: string,
  state: "gone" | "old",
  { directory, holds }: OpenCompany,
): () => void {
  const groups = [...directory.groups.values()].filter(
    (one) => bySource(one) && one.state === "told" && holds(reader, one.principal),
  );
  for (const group of groups) group.state = state;
  return () => {
    for (const group of groups) group.state = "told";
  };
}

function replace<T>(list: T[], others: readonly T[]): void {
  list.splice(0, list.length, ...others);
}
