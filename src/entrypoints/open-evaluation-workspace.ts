import { createHash } from "node:crypto";
import { existsSync } from "node:fs";
import { rm } from "node:fs/promises";
import { join, resolve } from "node:path";
import { createApp } from "../app.ts";
import type { Config } from "../config.ts";
import { EvaluationError, type EvaluationWorkspace } from "../evaluation/workspace.ts";
import { addSource } from "../sources/add-source.ts";
import { listSuspicious } from "../sources/suspicious/list-suspicious.ts";
import { syncNamedSource } from "../sources/syncing/sync-named-source.ts";
import { createProgress } from "./cli/show-progress.ts";
import { openEvaluationSurfaces } from "./open-evaluation-surfaces.ts";

const CORPUS = "corpus";

/** An application of its own under the data folder, one for each corpus. */
export async function openEvaluationWorkspace(
  corpusPath: string,
  config: Config,
  { keep = true }: { keep?: boolean } = {},
): Promise<EvaluationWorkspace> {
  const path = resolve(corpusPath);
  if (!existsSync(path)) {
    throw new EvaluationError(`${path} does not exist: give the corpus with --corpus.`);
  }
  const key = createHash("sha256").update(path).digest("hex").slice(0, 16);
  const dataDir = join(config.dataDir, "evaluations", key);
  const index = { first: "sqlite", pinecone: undefined } as const;
  const app = await createApp({ ...config, dataDir, postgres: undefined, index });
  const closings: (() => Promise<void>)[] = [];
  return {
    answering: app.answering,
    async openSurfaces(groups = []) {
      const { surfaces, close } = await openEvaluationSurfaces(app, CORPUS, groups);
      closings.push(close);
      return surfaces;
    },
    async sync() {
      if ((await app.storage.sources.get(CORPUS)) === undefined) {
        const source = { kind: "files", name: CORPUS, settings: { path } };
        await addSource(source, "eval", app.administering);
      }
      const progress = createProgress(CORPUS);
      const options = {
        // A whole corpus may be replaced between two evaluations.
        confirmRemovals: true,
        wait: true,
        signal: new AbortController().signal,
        onProgress: progress.update,
      };
      try {
        return await syncNamedSource(CORPUS, options, app.administering);
      } finally {
        progress.end();
      }
    },
    suspicious: () => listSuspicious(CORPUS, app.administering),
    async close() {
      for (const close of closings) await close();
      await app.close();
      if (!keep) await rm(dataDir, { recursive: true, force: true });
    },
  };
}
