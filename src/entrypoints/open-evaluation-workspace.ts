import { createHash } from "node:crypto";
import { existsSync } from "node:fs";
import { join, resolve } from "node:path";
import { createApp } from "../app.ts";
import type { Config } from "../config.ts";
import { EvaluationError, type EvaluationWorkspace } from "../evaluation/workspace.ts";
import { addSource } from "../sources/add-source.ts";
import { syncNamedSource } from "../sources/sync-named-source.ts";

const CORPUS = "corpus";

/** An application of its own under the data folder, one for each corpus, kept for the next run. */
export async function openEvaluationWorkspace(
  corpusPath: string,
  config: Config,
): Promise<EvaluationWorkspace> {
  const path = resolve(corpusPath);
  if (!existsSync(path)) {
    throw new EvaluationError(`${path} does not exist: give the corpus with --corpus.`);
  }
  const key = createHash("sha256").update(path).digest("hex").slice(0, 16);
  const app = await createApp({ ...config, dataDir: join(config.dataDir, "evaluations", key) });
  return {
    answering: app.answering,
    async sync() {
      if ((await app.storage.sources.get(CORPUS)) === undefined) {
        const source = { kind: "files", name: CORPUS, settings: { path } };
        await addSource(source, "eval", app.administering);
      }
      // A whole corpus may be replaced between two evaluations.
      return syncNamedSource(
        CORPUS,
        { confirmRemovals: true, wait: true, signal: new AbortController().signal },
        app.administering,
      );
    },
    close: () => app.close(),
  };
}
