import { ConnectorError } from "../../connector.ts";
import { hash } from "../../shared/state/hash.ts";
import { type Audiences, covers, readersAt } from "./audiences.ts";
import type { Node, Parent } from "./node.ts";
import type { Workspace } from "./workspace.ts";

/** Where a document is. */
export interface Place {
  /** Ids from the outermost page that is seen to the document itself, databases included. */
  ids: string[];
  /** `Engineering › Runbooks › Restart the mail server` */
  titles: string[];
  /** How many of the ids lead to what bears each title. */
  depths: number[];
  /** It is in the trash, or something above it is. */
  trashed: boolean;
}

/** Nobody nests pages this deep: parents that go round in a circle do. */
const DEEPEST = 200;
const TOP: Place = { ids: [], titles: [], depths: [], trashed: false };

export type Places = ReturnType<typeof createPlaces>;

/** Finds out what stands above documents, asking Notion only for what the workspace does not know. */
export function createPlaces(workspace: Workspace) {
  const found = new Map<string, Place>();
  let version = 0;

  async function placeOf(node: Node, depth = 0): Promise<Place> {
    const known = found.get(node.id);
    if (known !== undefined) return known;
    if (depth > DEEPEST) {
      throw new ConnectorError("invalid", `Notion says that "${node.title}" stands below itself.`);
    }
    const place = below(await placeOfParent(node.parent, depth + 1), node);
    found.set(node.id, place);
    return place;
  }

  async function placeOfParent(parent: Parent, depth: number): Promise<Place> {
    switch (parent.type) {
      case "workspace":
      case "beyond":
        return TOP;
      case "block": {
        const holder = await workspace.parentOfBlock(parent.id);
        // Known from when it was shown: of a hidden page's blocks Notion tells nothing now.
        const isHidden =
          holder.type === "page" && (await workspace.node(holder.id, "page")) === undefined;
        return isHidden ? TOP : placeOfParent(holder, depth);
      }
      case "database": {
        const database = await workspace.database(parent.id);
        if (database === undefined) return { ...TOP, ids: [parent.id] };
        return below(await placeOfParent(database.parent, depth + 1), database);
      }
      default: {
        const node = await workspace.node(parent.id, parent.type);
        // Its title is not for us to see, but an audience may have been mapped to its id.
        return node === undefined ? { ...TOP, ids: [parent.id] } : placeOf(node, depth);
      }
    }
  }

  function forgetOld(): void {
    if (version !== workspace.version()) found.clear();
    version = workspace.version();
  }

  return {
    of(node: Node): Promise<Place> {
      forgetOld();
      return placeOf(node);
    },
    ofDatabase(id: string): Promise<Place> {
      forgetOld();
      return placeOfParent({ type: "database", id }, 0);
    },
  };
}

type Named = Pick<Node, "id" | "title" | "trashed" | "databaseId">;

/** The place of something that stands directly below. */
export function below(parent: Place, child: Named): Place {
  const own = child.databaseId === undefined ? [child.id] : [child.databaseId, child.id];
  const ids = [...parent.ids, ...own];
  return {
    ids,
    titles: [...parent.titles, child.title],
    depths: [...parent.depths, ids.length],
    trashed: parent.trashed || child.trashed,
  };
}

/** For people: `Engineering › Runbooks`, without what not each reader of the document may read. */
export function pathOf(place: Place, audiences: Audiences): string {
  const isShown = titlesShown(place, audiences);
  return place.titles.filter((_, at) => isShown[at]).join(" › ");
}

/** Changes when the document is moved, or its path shows other titles: not when they are changed. */
export function standingOf(place: Place, audiences: Audiences): string {
  return hash([...place.ids, "", ...titlesShown(place, audiences).map(String)]);
}

function titlesShown({ ids, depths }: Place, audiences: Audiences): boolean[] {
  const readers = readersAt(audiences, ids);
  return depths.map((depth) => covers(readersAt(audiences, ids.slice(0, depth)), readers));
}

/** Changes when the document is moved or anything above it is renamed. */
export function placeHash({ ids, titles }: Place): string {
  return hash([...ids, "", ...titles]);
}
