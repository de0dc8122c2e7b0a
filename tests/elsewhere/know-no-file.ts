import type { KnownFile } from "../../src/vector-index/sqlite/known-file.ts";

/* Stands for `src/vector-index/sqlite/known-file.ts` while the suite runs elsewhere: there is no file. */

export const createKnownFile = (): KnownFile => ({
  check: async () => {},
  isKnown: async () => true,
  renew: async () => {},
});
