import { ConnectorError } from "../../connector.ts";
import { hash } from "./fingerprint.ts";
import type { Node, Parent } from "./node.ts";
import type { Workspace } from "./workspace.ts";

/** Where a document is. */
export interface Place {
  /** Ids from the outermost page that is seen to the document itself, databases included. */
  ids: string[];
  /** `Engineering › Runbooks › Restart the mail server` */
  titles: string[];
  /** It is in the trash, or something above it is. */
  trashed: boolean;
}

/** Nobody nests pages this deep: parents that go round in a circle do. */
const DEEPEST = 200;
const TOP: Place = { ids: [], titles: [], trashed: false };

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
      case "block":
        return placeOfParent(await workspace.parentOfBlock(parent.id), depth);
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

  return {
    of(node: Node): Promise<Place> {
      if (version !== workspace.version()) found.clear();
      version = workspace.version();
      return placeOf(node);
    },
  };
}

type Named = Pick<Node, "id" | "title" | "trashed" | "databaseId">;

/** The place of something that stands directly below. */
export function below(parent: Place, child: Named): Place {
  const own = child.databaseId === undefined ? [child.id] : [child.databaseId, child.id];
  return {
    ids: [...parent.ids, ...own],
    titles: [...parent.titles, child.title],
    trashed: parent.trashed || child.trashed,
  };
}

/** For people: `Engineering › Runbooks`. */
export function pathOf({ titles }: Pick<Place, "titles">): string {
  return titles.join(" › ");
}

/** Changes when the document is moved or anything above it is renamed. */
export function placeHash({ ids, titles }: Place): string {
  return hash([...ids, "", ...titles]);
}
