import type { DriveItem } from "../drive/items.ts";
import { MIME_TYPES } from "../drive/items.ts";
import { invalid } from "../replies/refusal.ts";

export type SortKey = readonly (string | number)[];

interface Order {
  keyOf(item: DriveItem): SortKey;
  compare(one: SortKey, other: SortKey): number;
}

type Sorter = (item: DriveItem) => string | number;

/** Nobody stars or looks at files here, so those sort as equal. */
const SORTERS: Readonly<Record<string, Sorter>> = {
  createdTime: ({ createdAt }) => createdAt,
  folder: ({ mimeType }) => (mimeType === MIME_TYPES.folder ? 0 : 1),
  modifiedByMeTime: () => 0,
  modifiedTime: ({ modifiedAt }) => modifiedAt,
  name: ({ name }) => name.toLowerCase(),
  name_natural: ({ name }) =>
    name.toLowerCase().replace(/\d+/g, (digits) => digits.padStart(20, "0")),
  quotaBytesUsed: () => 0,
  recency: ({ modifiedAt }) => modifiedAt,
  sharedWithMeTime: () => 0,
  starred: () => 0,
  viewedByMeTime: () => 0,
};

/** Reads `folder,modifiedTime desc`; newest first where nothing is asked. @throws Refusal */
export function parseOrder(text: string | undefined): Order {
  const parts = (text ?? "modifiedTime desc").split(",").map((part) => {
    const [name = "", direction, ...rest] = part.trim().split(/\s+/);
    const sorter = SORTERS[name];
    if (sorter === undefined || rest.length > 0 || (direction ?? "desc") !== "desc") {
      throw invalid("orderBy");
    }
    return { sorter, sign: direction === "desc" ? -1 : 1 };
  });
  return {
    keyOf: (item) => [...parts.map(({ sorter }) => sorter(item)), item.id],
    compare(one, other) {
      for (const [at, value] of one.entries()) {
        const against = other[at] ?? "";
        if (value !== against) return (value < against ? -1 : 1) * (parts[at]?.sign ?? 1);
      }
      return 0;
    },
  };
}
