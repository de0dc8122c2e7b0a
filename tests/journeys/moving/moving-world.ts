import { rmSync } from "node:fs";
import { join } from "node:path";
import { DatabaseSync } from "node:sqlite";
import { setTimeout as sleep } from "node:timers/promises";
import { onTestFinished } from "vitest";
import { startOpenAiCounterpart } from "../../counterparts/openai/start-openai-counterpart.ts";
import { startPineconeCounterpart } from "../../counterparts/pinecone/start-pinecone-counterpart.ts";
import { startPostgres } from "../../counterparts/postgres/start-postgres.ts";
import { freePort } from "../../counterparts/shared/free-port.ts";
import { execute } from "../../storage/postgres/postgres-world.ts";
import { createFootnote, type Footnote, type Serving } from "../../support/footnote.ts";
import { temporaryFolder, writeFiles } from "../../support/temporary-folder.ts";
import { buildingFiles, roomModel } from "./rooms.ts";

const LOOK_MS = 5;

export type StatePlace = "sqlite" | "postgres";

/** A Footnote with a corpus, all in its data folder at first, and all that it may move to. */
export async function startMovingWorld(passages: number) {
  const [postgres, pinecone, model] = await Promise.all([
    startPostgres(),
    startPineconeCounterpart(),
    startOpenAiCounterpart(),
  ]);
  onTestFinished(async () => {
    await Promise.all([postgres.stop(), pinecone.close(), model.close()]);
  });
  const shownTwice: string[] = [];
  model.script(roomModel(shownTwice));
  const port = await freePort();
  const databaseUrl = postgres.url("postgres");
  const environment = {
    PORT: String(port),
    PINECONE_API_KEY: pinecone.apiKey,
    PINECONE_CONTROLLER_URL: pinecone.url,
    OPENAI_BASE_URL: model.baseUrl,
    OPENAI_API_KEY: "test-key",
    FOOTNOTE_MODEL: "test-writer",
    FOOTNOTE_EMBEDDER: "openai",
    FOOTNOTE_EMBEDDING_MODEL: "test-embedder",
    FOOTNOTE_EMBEDDING_DIMENSIONS: "16",
    FOOTNOTE_QUESTIONS_PER_USER_PER_HOUR: "100000",
    FOOTNOTE_DRAIN_TIMEOUT_MS: "500",
  };
  const onSqlite = createFootnote({ environment });
  const { dataDir, folder } = onSqlite;
  const onPostgres = createFootnote({
    ...{ dataDir, folder },
    environment: { ...environment, DATABASE_URL: databaseUrl },
  });
  const on: Record<StatePlace, Footnote> = { sqlite: onSqlite, postgres: onPostgres };
  const path = writeFiles(temporaryFolder("buildings"), buildingFiles(passages));
  await onSqlite.json("sources", "add", "files", "buildings", "--set", `path=${path}`);
  await onSqlite.json("sync", "buildings");

  async function move(command: string[], isKilled: boolean, isUnderWay: () => Promise<boolean>) {
    if (isKilled) await startAndKill(onPostgres, command, isUnderWay);
    return onPostgres.json<Record<string, unknown>>(...command);
  }

  let serving: Serving | undefined;
  const stateFile = join(dataDir, "state.sqlite");
  const standing = {
    postgres: async () => {
      const { rows } = await execute(databaseUrl, "select standing from storage_standing");
      return rows[0]?.standing as string | undefined;
    },
    sqlite: async () => readStanding(stateFile),
  };
  return {
    ...{ dataDir, stateFile, databaseUrl, on, shownTwice, pinecone },
    url: `http://127.0.0.1:${port}`,
    async serve(place: StatePlace): Promise<void> {
      serving = await on[place].serve();
    },
    /** Resolves when it has ended, by itself; gives what it said last. */
    async ended(): Promise<{ code: number | null; stderr: string }> {
      return (await serving?.ended) ?? { code: null, stderr: "" };
    },
    stop: async () => (await serving?.stop())?.code,
    /** As on another machine: what had been indexed here does not come back. */
    forgetIndexFile() {
      for (const end of ["", "-wal", "-shm"])
        rmSync(join(dataDir, `index.sqlite${end}`), { force: true });
    },
    /** Of each index at Pinecone, how many records it shows. */
    countRecords: () =>
      [...pinecone.world.indexes.values()].map(({ namespaces }) => {
        const all = [...namespaces.values()];
        for (const namespace of all) namespace.show(Date.now());
        return all.reduce((sum, { records }) => sum + records.size, 0);
      }),
    /** Kills a move of the state in the midst of its copying, and lets another one end it. */
    moveState: (to: StatePlace) =>
      move(["storage", "move", "--to", to], true, async () => {
        return (await standing[to]()) === "receiving";
      }),
    /** The same of the index, once some of it is there. */
    moveIndex: (to: "pinecone" | "sqlite", { isKilled }: { isKilled: boolean }) =>
      move(["index", "move", "--to", to], isKilled, async () => {
        const some = passages / 10 / 4;
        if (to === "sqlite") return countDocuments(join(dataDir, "index.sqlite")) > some;
        const { rows } = await execute(databaseUrl, "select count(*) n from catalogue_documents");
        return Number(rows[0]?.n) > some;
      }),
  };
}

async function startAndKill(
  footnote: Footnote,
  command: string[],
  isUnderWay: () => Promise<boolean>,
): Promise<void> {
  const killed = footnote.start(...command, "--json");
  let hasEnded = false;
  void killed.ended.then(() => {
    hasEnded = true;
  });
  while (!hasEnded && !(await isUnderWay().catch(() => false))) await sleep(LOOK_MS);
  await killed.kill();
  const { signal, stdout, stderr } = await killed.ended;
  if (signal !== "SIGKILL")
    throw new Error(`${command.join(" ")} ended before it could be killed: ${stdout}${stderr}`);
}

function readStanding(file: string): string | undefined {
  const database = new DatabaseSync(file, { readOnly: true });
  try {
    const row = database.prepare("select standing from storage_standing").get();
    return row?.standing as string | undefined;
  } finally {
    database.close();
  }
}

function countDocuments(file: string): number {
  const database = new DatabaseSync(file, { readOnly: true });
  try {
    return Number(database.prepare("select count(*) n from documents").get()?.n);
  } finally {
    database.close();
  }
}
