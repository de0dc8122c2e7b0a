import { fileURLToPath, pathToFileURL } from "node:url";
import type { Plugin } from "vite";
import { mergeConfig } from "vitest/config";
import own from "../../vitest.config.ts";
import { INSTEAD } from "./instead.ts";
import { OF_SQLITE } from "./of-sqlite.ts";

const at = (path: string) => fileURLToPath(new URL(path, import.meta.url));

const elsewhere: Plugin = {
  name: "state-in-postgres-index-at-pinecone",
  enforce: "pre",
  async resolveId(source, importer, options) {
    // What was resolved before comes again as a path from the root, as what imported it meant it.
    if (!source.startsWith(".")) return null;
    const found = await this.resolve(source, importer, { ...options, skipSelf: true });
    if (found === null) return null;
    const instead = INSTEAD.get(pathToFileURL(found.id).href);
    const path = instead && fileURLToPath(instead);
    return path === undefined || importer === path ? null : path;
  },
};

/** The suite with Postgres and the likeness of Pinecone wherever a test, or a process that it starts, opens a file. */
export default mergeConfig(own, {
  plugins: [elsewhere],
  test: {
    globalSetup: [at("./global-setup.ts")],
    setupFiles: [at("./each-test.ts")],
    exclude: [
      "**/node_modules/**",
      ...OF_SQLITE.filter(({ test }) => test === undefined).map(({ file }) => file),
    ],
  },
});
