import { execFileSync } from "node:child_process";
import { createHash } from "node:crypto";
import { resolve } from "node:path";
import { fileURLToPath } from "node:url";
import pg from "pg";

/*
 * Where tests keep what they would keep in files. The variables begin like none of Footnote's own, which
 * tests take out of the environment of commands.
 */
const SERVER = "ELSEWHERE_POSTGRES";
const PINECONE = "ELSEWHERE_PINECONE";
const HOOKS = new URL("./register.ts", import.meta.url).href;
/** Which all others are copies of. */
export const TEMPLATE = "footnote_template";
const DUPLICATE = ["42P04", "23505"];

export function isElsewhere(): boolean {
  return process.env[SERVER] !== undefined;
}

/** For this process and all that it starts. */
export function beElsewhere(postgresUrl: string, pinecone: { url: string; apiKey: string }): void {
  process.env[SERVER] = postgresUrl;
  process.env[PINECONE] = `${pinecone.url} ${pinecone.apiKey}`;
  process.env.NODE_OPTIONS = withHooks(process.env.NODE_OPTIONS);
}

export function databaseOf(file: string): { name: string; url: string } {
  const name = `f_${createHash("sha256").update(resolve(file)).digest("hex").slice(0, 40)}`;
  return { name, url: `${process.env[SERVER]}${name}` };
}

export function pineconeSettings() {
  const [controllerUrl = "", apiKey = ""] = (process.env[PINECONE] ?? "").split(" ");
  return { apiKey, controllerUrl };
}

/** What a command is told, so that it keeps there by itself what it would keep in the folder. */
export function settingsElsewhere(stateFile: string): NodeJS.ProcessEnv {
  if (!isElsewhere()) return {};
  const { name, url } = databaseOf(stateFile);
  execFileSync(process.execPath, [fileURLToPath(import.meta.url), name], { stdio: "inherit" });
  const { apiKey, controllerUrl } = pineconeSettings();
  return {
    ...{ DATABASE_URL: url, FOOTNOTE_INDEX: "pinecone", NODE_OPTIONS: withHooks(undefined) },
    ...{ PINECONE_API_KEY: apiKey, PINECONE_CONTROLLER_URL: controllerUrl },
  };
}

export async function createUnlessThere(name: string): Promise<void> {
  await onServer(async (client) => {
    const found = await client.query("select 1 from pg_database where datname = $1", [name]);
    if (found.rowCount !== 0) return;
    await client
      .query(`create database ${name} template ${TEMPLATE} strategy file_copy`)
      .catch((error: { code?: string }) => {
        if (!DUPLICATE.includes(error.code ?? "")) throw error;
      });
  });
}

export async function onServer(act: (client: pg.Client) => Promise<void>): Promise<void> {
  const client = new pg.Client({ connectionString: `${process.env[SERVER]}postgres` });
  await client.connect();
  try {
    await act(client);
  } finally {
    await client.end();
  }
}

function withHooks(options = ""): string {
  return `${options} --import=${HOOKS}`.trim();
}

// Commands are started without waiting for anything: then this is a program that makes a database.
const [, program, name] = process.argv;
if (program === fileURLToPath(import.meta.url) && name !== undefined) await createUnlessThere(name);
