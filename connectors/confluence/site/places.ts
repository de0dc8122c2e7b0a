import { hash } from "../../shared/state/hash.ts";
import type { ConfluenceSettings } from "../settings.ts";
import type { Node } from "./node.ts";
import type { Site } from "./site.ts";
import type { Space } from "./spaces.ts";

/** Where a document is. */
export interface Place {
  space: Space;
  /** From the top of the space down to the parent. */
  ancestors: Node[];
  /** `People › Leave › Parental leave` */
  titles: string[];
  url: string;
  /** Something above is not for us to see: who may read it cannot be told. */
  isBroken: boolean;
}

/** Nobody nests pages this deep: parents that go round in a circle do. */
const DEEPEST = 200;

export interface Places {
  /** Undefined for what is not read: in the trash or the archive, or below it, or in another space. */
  of(node: Node): Place | undefined;
}

export function createPlaces(
  site: Site,
  spaces: ReadonlyMap<string, Space>,
  { site: address, archived }: ConfluenceSettings,
): Places {
  const isShown = ({ status }: Node) => status === "current" || (archived && status === "archived");

  return {
    of(node) {
      const space = spaces.get(node.spaceId);
      if (space === undefined || !isShown(node)) return undefined;
      const ancestors: Node[] = [];
      let isBroken = false;
      for (let { parent } = node; parent !== undefined; ) {
        const above = site.nodes.get(parent.id);
        isBroken = above === undefined || ancestors.length >= DEEPEST;
        if (above === undefined || isBroken) break;
        if (!isShown(above)) return undefined;
        ancestors.unshift(above);
        parent = above.parent;
      }
      return {
        space,
        ancestors,
        titles: [space.name, ...ancestors.map(({ title }) => title), node.title],
        url: `${address}/wiki${node.webPath}`,
        isBroken,
      };
    },
  };
}

/** Changes when the document is moved or anything above it is renamed. */
export function placeHash({ space, ancestors, titles, url }: Place): string {
  return hash([space.id, ...ancestors.map(({ id }) => id), "", ...titles, url]);
}
