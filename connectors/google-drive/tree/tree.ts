import { createAudiences } from "./audiences.ts";
import { createMounts } from "./mounts.ts";
import type { Folder, Place, Position, Scope, Shortcut, TreeState } from "./place.ts";

export type Tree = ReturnType<typeof createTree>;

/** Nobody nests folders this deep: parents that go round in a circle do. */
const DEEPEST = 200;
const EMPTY: TreeState = { folders: {}, shortcuts: {}, audiences: {} };

/** A folder as what lies in it sees it. */
interface Above {
  id: string;
  name: string;
  /** Of those who may open it. */
  sharing: string;
}

/** The folders in scope, and what shortcuts add to them; tells where anything lies. */
export function createTree(scope: Scope, state: TreeState = EMPTY) {
  const folders = new Map(Object.entries(state.folders));
  const shortcuts = new Map(Object.entries(state.shortcuts));
  const audiences = createAudiences(state.audiences);
  const mounts = createMounts(shortcuts, (id, mounted) => {
    const folder = folders.get(id);
    return folder === undefined ? undefined : findPlace({ id, ...folder }, mounted);
  });
  const natural = new Map<string, readonly string[] | undefined>();

  /** Names above, by parents alone. */
  function namesAbove(node: Position, depth = 0): readonly string[] | undefined {
    const { id, parentId, driveId, isOurs } = node;
    if (scope.rootIds.has(id)) return [];
    if (depth > DEEPEST) return undefined;
    const parent = parentId === undefined ? undefined : folders.get(parentId);
    if (parentId !== undefined && parent !== undefined) return namesOf(parentId, parent, depth);
    const drive = driveId === undefined ? undefined : folders.get(driveId);
    // The account may see a file without the folder that it lies in.
    if (driveId !== undefined && drive !== undefined && scope.rootIds.has(driveId)) {
      return [drive.name];
    }
    // What was shared with it lies in a folder of somebody else, which it does not see.
    return scope.everything && isOurs === true ? [] : undefined;
  }

  function namesOf(id: string, folder: Folder, depth: number): readonly string[] | undefined {
    if (natural.has(id)) return natural.get(id);
    const above = namesAbove({ id, ...folder }, depth + 1);
    const names = above === undefined ? undefined : [...above, folder.name];
    natural.set(id, names);
    return names;
  }

  function findPlace(
    node: Position,
    mounted: ReadonlyMap<string, string>,
    depth = 0,
  ): Place | undefined {
    const { id, parentId } = node;
    const above = namesAbove(node);
    if (above !== undefined) {
      const isBelow = !scope.rootIds.has(id) && parentId !== undefined && folders.has(parentId);
      return { parentId: isBelow ? parentId : undefined, above };
    }
    const holderId = mounted.get(id) ?? parentId;
    const holder = holderId === undefined ? undefined : folders.get(holderId);
    if (holderId === undefined || holder === undefined || depth > DEEPEST) return undefined;
    const place = findPlace({ id: holderId, ...holder }, mounted, depth + 1);
    return place && { parentId: holderId, above: [...place.above, holder.name] };
  }

  /** Its own `sharing` or the one that it inherits; empty when that is not known. */
  function sharingOf({ sharing, parentId = "" }: Folder, depth = 0): string {
    const parent = folders.get(parentId);
    if (sharing !== "" || parent === undefined || depth > DEEPEST) return sharing;
    return sharingOf(parent, depth + 1);
  }

  function* above(folderId: string | undefined): Generator<Above> {
    for (let id = folderId; id !== undefined; ) {
      const folder = folders.get(id);
      if (folder === undefined) return;
      yield { id, name: folder.name, sharing: sharingOf(folder) };
      id = findPlace({ id, ...folder }, mounts.find())?.parentId;
    }
  }

  function changed(): void {
    natural.clear();
    mounts.reset();
  }

  return {
    scope,
    folders: folders as ReadonlyMap<string, Folder>,
    shortcuts: shortcuts as ReadonlyMap<string, Shortcut>,
    /** Folders by the targets of shortcuts that lie elsewhere: they are read as if they lay there. */
    mounts: () => mounts.find(),
    /** Whether it is in scope by where it lies, without any shortcut. */
    liesInScope: (node: Position): boolean => namesAbove(node) !== undefined,
    /** Undefined for what is out of scope. */
    placeOf: (node: Position): Place | undefined => findPlace(node, mounts.find()),
    /** What stands in folders as `sharing`. */
    noteSharing: audiences.note,
    /** A folder and those above it, from the inside out; through shortcuts, where these lead in. */
    above,
    /** Names of a folder and those above it, as far up as each of these readers may open them. */
    namesFor(readers: readonly string[], folderId: string | undefined): string[] {
      const names: string[] = [];
      for (const { name, sharing } of above(folderId)) {
        if (!audiences.covers(sharing, readers)) break;
        names.unshift(name);
      }
      return names;
    },
    setFolder(id: string, folder: Folder): void {
      folders.set(id, folder);
      changed();
    },
    setShortcut(id: string, shortcut: Shortcut): void {
      shortcuts.set(id, shortcut);
      changed();
    },
    /** Forgets a folder or shortcut. */
    remove(id: string): void {
      const had = folders.delete(id);
      if (shortcuts.delete(id) || had) changed();
    },
    state: (): TreeState => ({
      folders: Object.fromEntries(folders),
      shortcuts: Object.fromEntries(shortcuts),
      audiences: audiences.state(folders.values()),
    }),
  };
}
