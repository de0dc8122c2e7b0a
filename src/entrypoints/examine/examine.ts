import { statfs } from "node:fs/promises";
import { type App, createApp } from "../../app.ts";
import type { Config } from "../../config.ts";
import { PromptError } from "../../prompts/prompts.ts";
import { listSources } from "../../sources/list-sources.ts";
import { describeEmbedderChange } from "../../sync/embedders/embedder-change.ts";
import { createRedactor } from "../../text/secrets/redact-secret.ts";
import type { Check } from "./check.ts";
import { examineGroups } from "./examine-groups.ts";
import { examineIndex } from "./examine-index.ts";
import { examineLambda } from "./examine-lambda.ts";
import { examineModels } from "./examine-models.ts";
import { examinePromoted } from "./examine-promoted.ts";
import { examineSignIn } from "./examine-sign-in.ts";
import { examineInstallations, examineSlack } from "./examine-slack.ts";
import { examineState } from "./examine-state.ts";
import { examineTeams } from "./examine-teams.ts";

const MIN_FREE_BYTES = 500e6;

/** Looks at everything that can be wrong; a check that cannot run is a failed check, not a crash. */
export async function examine(readConfig: () => Config): Promise<Check[]> {
  let config: Config;
  try {
    config = readConfig();
  } catch (error) {
    return [node(), failed("configuration", error, "correct it in the environment")];
  }
  const { note, redact } = createRedactor();
  for (const secret of config.secrets) note(secret);
  const checks = await examineAll(config);
  // A vendor may repeat in its errors what it was sent.
  return checks.map((check) => ({ ...check, detail: redact(check.detail) }));
}

async function examineAll(config: Config): Promise<Check[]> {
  const checks: Check[] = [node()];
  checks.push({ name: "configuration", ok: true, detail: "every variable is usable" });
  checks.push(...(await state(config)), ...examineLambda(config));
  const models = await examineModels(config, new AbortController().signal);
  checks.push(...models, ...(await examineSlack(config)), ...(await examineTeams(config)));
  try {
    const app = await createApp(config);
    try {
      checks.push(await disk(app), ...(await examineIndex(app)));
      checks.push(await embedder(app), ...(await embedderChange(app)));
      checks.push(...(await sources(app)), ...(await examineGroups(app)), await queue(app));
      checks.push(...(await examineInstallations(app)), ...(await examineSignIn(app)));
      checks.push(...(await examinePromoted(app)));
      checks.push(await audit(app), await examineSecrets(app), retention(app));
    } finally {
      await app.close();
    }
  } catch (error) {
    const isPrompt = error instanceof PromptError;
    checks.push(failed(isPrompt ? "prompts" : "data folder", error, undefined));
  }
  return checks;
}

function node(): Check {
  return { name: "node", ok: true, detail: `${process.versions.node} on ${process.platform}` };
}

async function state(config: Config): Promise<Check[]> {
  try {
    return await examineState(config);
  } catch (error) {
    return [failed(config.postgres === undefined ? "schema" : "postgres", error, undefined)];
  }
}

async function disk(app: App): Promise<Check> {
  const { bavail, bsize } = await statfs(app.config.dataDir);
  const free = bavail * bsize;
  const ok = free >= MIN_FREE_BYTES;
  const detail = `${(free / 1e9).toFixed(1)} GB free at ${app.config.dataDir}`;
  return { name: "disk", ok, detail, fix: ok ? undefined : "make room, or move FOOTNOTE_DATA_DIR" };
}

async function embedder(app: App): Promise<Check> {
  const { embedder } = app;
  if (embedder === undefined) {
    return { name: "embedder", ok: true, detail: "none: searching by keyword alone" };
  }
  try {
    const started = performance.now();
    const [vector] = await embedder.embed(["Is the embedder there?"], "query");
    const tookMs = Math.round(performance.now() - started);
    const stored = (await app.index.embedders()).find(({ id }) => id === embedder.id);
    const expected = stored?.dimensions ?? embedder.dimensions ?? vector?.length;
    if (vector === undefined || vector.length !== expected) {
      const detail = `${embedder.id} answered with ${vector?.length ?? 0} numbers instead of ${expected ?? "some"}`;
      return { name: "embedder", ok: false, detail, fix: "see which model answers by this name" };
    }
    return { name: "embedder", ok: true, detail: `${embedder.id} answered in ${tookMs} ms` };
  } catch (error) {
    return failed("embedder", error, "set FOOTNOTE_EMBEDDER=none to search by keyword alone");
  }
}

async function embedderChange(app: App): Promise<Check[]> {
  const detail = await describeEmbedderChange(app.administering);
  return detail === undefined ? [] : [{ name: "embedder change", ok: true, detail }];
}

async function sources(app: App): Promise<Check[]> {
  const listed = await listSources(app.administering);
  if (listed.length === 0) {
    const fix = "npm run footnote -- sources add files handbook --set path=./docs";
    return [{ name: "sources", ok: true, detail: "none yet", fix }];
  }
  return listed.map((source) => ({
    name: `source ${source.name}`,
    ok: source.health !== "failing",
    detail: `${source.health}, ${source.documents} documents, ${source.passages} passages, ${source.waitingVectors} waiting for vectors`,
    fix: source.health === "failing" ? (source.error ?? undefined) : undefined,
  }));
}

async function queue(app: App): Promise<Check> {
  const { waiting, running, dead } = await app.queue.stats();
  return {
    name: "queue",
    ok: dead === 0,
    detail: `${waiting} waiting, ${running} running, ${dead} dead`,
    fix: dead === 0 ? undefined : "look for their trace ids in the log",
  };
}

function retention({ config, storage }: App): Check {
  const kept = storage.privacy.kinds.flatMap((kind) => {
    if (typeof kind.until === "string" || !("kept" in kind.until)) return [];
    const days = config.retention[kind.until.kept];
    return [`${kind.name} ${days === 0 ? "for ever" : `${days} days`}`];
  });
  return { name: "retention", ok: true, detail: kept.join(", ") };
}

async function audit(app: App): Promise<Check> {
  const flaw = await app.storage.audit.verify().catch((error: unknown) => ({ error }));
  if (flaw !== undefined && "error" in flaw) return failed("audit log", flaw.error, undefined);
  if (flaw === undefined) return { name: "audit log", ok: true, detail: "sound" };
  const detail = `altered at entry ${flaw.entry}: ${flaw.problem}`;
  return { name: "audit log", ok: false, detail };
}

/** Whether the keys that are here open all that is sealed. */
export async function examineSecrets({ storage }: Pick<App, "storage">): Promise<Check> {
  const name = "secrets";
  try {
    const { key, unreadable } = await storage.sealing.status();
    if (key === undefined) return { name, ok: true, detail: "none yet" };
    if (unreadable.length === 0) return { name, ok: true, detail: `all open, key ${key}` };
    const which = unreadable.map((one) => `${one.kind} ${one.name ?? ""}`.trim()).join(", ");
    const fix = "set FOOTNOTE_SECRET_KEY_OLD to the key before, and run `secrets rotate`";
    return { name, ok: false, detail: `no key here opens ${which}`, fix };
  } catch (error) {
    return failed(name, error, undefined);
  }
}

function failed(name: string, error: unknown, fix: string | undefined): Check {
  return { name, ok: false, detail: error instanceof Error ? error.message : String(error), fix };
}
