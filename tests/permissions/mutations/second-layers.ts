import type { Mutation } from "./mutation.ts";

/** Checks behind another one: alone, none of them shows, so that each falls together with that. */
export const secondLayers: readonly { name: string; together: readonly Mutation[] }[] = [
  {
    name: "passages that were ranked are read without the filter, and so are they ranked",
    together: [
      {
        name: "passages are read without the filter",
        file: "src/vector-index/sqlite/search-passages.ts",
        find: "WHERE d.access_id IN (SELECT value FROM json_each(?2))`",
        replace: "WHERE ?2 IS NOT NULL`",
      },
      {
        name: "keywords are ranked without the filter",
        file: "src/vector-index/sqlite/search-passages.ts",
        find: "AND d.access_id IN (SELECT value FROM json_each(?4))",
        replace: "AND ?4 IS NOT NULL",
      },
    ],
  },
  {
    name: "a group that is gone counts, and keeps its members",
    together: [
      {
        name: "a group that is gone counts",
        file: "src/access/groups/judge-groups.ts",
        find: 'if (isGone) return "gone";',
        replace: "",
      },
      {
        name: "a group that is gone keeps its members",
        file: "src/storage/stores/groups/groups-store.ts",
        find: "return { ...EMPTY, saidAt: at, isGone: 1 };",
        replace: "return { saidAt: at, isGone: 1 };",
      },
    ],
  },
  {
    name: "suggested questions are made of every document",
    together: [
      {
        name: "documents of others are picked to suggest questions",
        file: "src/conversation/suggest-prompts.ts",
        find: ".filter(({ accessId }) => allowed.has(accessId))",
        replace: ".filter(({ accessId }) => allowed.size > 0 || accessId > 0)",
      },
      {
        name: "documents of others are read to suggest questions",
        file: "src/conversation/suggest-prompts.ts",
        find: "index.readDocument(source.name, documentId, allowedIds, [0]),",
        replace:
          "index.readDocument(source.name, documentId, readable.map((one) => one.accessId), [0]),",
      },
      {
        name: "suggestions made of others' documents are shown",
        file: "src/conversation/suggest-prompts.ts",
        find: "document === undefined || !allowedIds.includes(document.accessId)",
        replace: "document === undefined",
      },
    ],
  },
];
