import type { Mutation } from "./mutation.ts";

/** Of who is in which group. */
export const groupMutations: readonly Mutation[] = [
  {
    name: "what a source said of a group counts however old",
    file: "src/access/groups/judge-groups.ts",
    find: 'now - saidAt < maxAgeMs ? "known" : "stale"',
    replace: 'maxAgeMs > now - now ? "known" : "stale"',
  },
  {
    name: "members of groups that are too old, or gone, count",
    file: "src/access/groups/membership.ts",
    find: 'if (group.state !== "known") continue;',
    replace: "",
  },
  {
    name: "what was read of groups outlasts their age",
    file: "src/access/groups/create-membership-reader.ts",
    find: "kept?.version === version && now() < kept.soundUntil",
    replace: "kept?.version === version",
  },
  {
    name: "what was read of groups outlasts their change",
    file: "src/access/groups/create-membership-reader.ts",
    find: "kept?.version === version && now() < kept.soundUntil",
    replace: "kept !== undefined && now() < kept.soundUntil",
  },
  {
    name: "a source has a say in groups that it was not asked for",
    file: "src/sync/groups/sync-groups.ts",
    find: "if (!isWanted.has(told.principal)) continue;",
    replace: "",
  },
];
