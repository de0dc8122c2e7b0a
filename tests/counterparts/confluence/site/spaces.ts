import type { Space } from "./items.ts";
import { createNode, forget } from "./nodes.ts";
import { heldBy, note, type SiteState, spaceByKey } from "./site-state.ts";

export interface SpacePermissions {
  users?: readonly string[];
  groups?: readonly string[];
  anonymous?: boolean;
  roles?: readonly string[];
}

export interface NewSpace {
  key: string;
  name: string;
  type?: Space["type"];
  description?: string;
  authorId?: string;
  /** Who may view it; everybody with a licence where absent. */
  permissions?: SpacePermissions;
}

export function createSpaces(state: SiteState) {
  function readers(given: SpacePermissions = { groups: [state.everyoneId] }): Space["readers"] {
    const { users = [], groups = [], roles = [], anonymous = false } = given;
    return { users, groups, roles, anonymous };
  }

  return {
    /** A space and its homepage, under which pages come that are given no parent. */
    createSpace(options: NewSpace): { id: string; key: string; homepageId: string } {
      const { key, name, type = "global", description = "", permissions } = options;
      if ([...state.spaces.values()].some((one) => one.key === key)) {
        throw new Error(`there is a space ${key} already`);
      }
      const authorId = options.authorId ?? [...state.users.keys()][0] ?? "";
      const id = state.newId();
      const space: Space = {
        ...{ id, key, name, type, description, authorId, homepageId: "" },
        status: "current",
        createdAt: state.now(),
        readers: readers(permissions),
      };
      state.spaces.set(id, space);
      const home = { title: name, text: { storage: "<p>Welcome.</p>" }, authorId };
      space.homepageId = createNode(state, space, "page", undefined, home).id;
      return { id, key, homepageId: space.homepageId };
    },

    setSpacePermissions(key: string, permissions: SpacePermissions): void {
      spaceByKey(state, key).readers = readers(permissions);
    },

    /** Keeps everything readable, but out of searches that do not ask for archived spaces. */
    archiveSpace(key: string, archived = true): void {
      spaceByKey(state, key).status = archived ? "archived" : "current";
    },

    /** A space is gone with all that is in it. */
    deleteSpace(key: string): void {
      const space = spaceByKey(state, key);
      state.spaces.delete(space.id);
      for (const item of [...state.items.values()]) {
        if (item.spaceId === space.id) forget(state, item);
      }
    },

    /** Takes a page, with what is below it, to another space. */
    moveToSpace(id: string, key: string, parentId?: string): void {
      const space = spaceByKey(state, key);
      const item = state.items.get(id);
      if (item?.type !== "page") throw new Error(`there is no page ${id}`);
      item.parentId = parentId ?? space.homepageId;
      const taken = [item.id];
      for (let next = taken.pop(); next !== undefined; next = taken.pop()) {
        const one = state.items.get(next);
        if (one === undefined) continue;
        one.spaceId = space.id;
        if (next === id && state.modifiedBy.has("move")) one.editedAt = state.now();
        note(state, one);
        taken.push(...heldBy(state, next).map((held) => held.id));
        for (const other of state.items.values()) {
          if ("parentId" in other && other.parentId === next) taken.push(other.id);
        }
      }
    },
  };
}
