import type { AdapterServer, ServedAdapter } from "../../models/models.ts";
import type { Storage } from "../../storage/storage.ts";
import { LearningError } from "../learning-error.ts";
import { CONFIGURE_SERVER } from "./find-model-trouble.ts";
import { decodeModel, type ModelArtifact } from "./model-artifact.ts";

export interface AdapterDeps {
  storage: Pick<Storage, "learning" | "audit">;
  /** Undefined where no address is configured. */
  adapters: AdapterServer | undefined;
  now: () => number;
}

export interface AdapterView extends ServedAdapter {
  /** Null: loaded by somebody else. */
  version: string | null;
  /** It answers people's questions. */
  serves: boolean;
}

const { signal } = new AbortController();

/** What the server has loaded, with what is known of it here. */
export async function listAdapters(deps: AdapterDeps): Promise<AdapterView[]> {
  const served = await serverOf(deps).list(signal);
  const { learning } = deps.storage;
  const { champion } = await learning.serving("model");
  const known = await readModels(deps);
  return served.map((adapter) => {
    const version = known.find(({ model }) => isIt(model, adapter))?.version ?? null;
    return { ...adapter, version, serves: version !== null && version === champion };
  });
}

/** Loads an adapter under its own name on its base; `path` is where the server finds it. @throws LearningError, ModelError */
export async function loadAdapter(
  version: string,
  path: string | undefined,
  actor: string,
  deps: AdapterDeps,
): Promise<{ version: string; name: string; base: string }> {
  const { storage, now } = deps;
  const server = serverOf(deps);
  const { form, name, base, path: own } = await readModel(version, deps);
  if (form !== "adapter" || own === null) {
    throw new LearningError(`${version} is a model that its provider serves: it needs no loading.`);
  }
  await server.load(name, path ?? own, base, signal);
  const detail = { version, name };
  await storage.audit.append({ at: now(), actor, action: "models.loaded", detail });
  return { version, name, base };
}

/** @throws LearningError for the one that serves, ModelError */
export async function unloadAdapter(
  version: string,
  actor: string,
  deps: AdapterDeps,
): Promise<{ version: string; name: string }> {
  const { storage, now } = deps;
  const server = serverOf(deps);
  const { name } = await readModel(version, deps);
  const { champion } = await storage.learning.serving("model");
  if (champion === version) {
    throw new LearningError(`${version} serves: \`models rollback ${version}\` first.`);
  }
  await server.unload(name, signal);
  const detail = { version, name };
  await storage.audit.append({ at: now(), actor, action: "models.unloaded", detail });
  return { version, name };
}

function serverOf({ adapters }: AdapterDeps): AdapterServer {
  if (adapters === undefined) throw new LearningError(CONFIGURE_SERVER);
  return adapters;
}

async function readModel(version: string, { storage }: AdapterDeps): Promise<ModelArtifact> {
  const learned = await storage.learning.get(version);
  if (learned !== undefined) return decodeModel(learned);
  throw new LearningError(`There is no version "${version}": \`models\` lists them.`);
}

async function readModels(deps: AdapterDeps): Promise<{ version: string; model: ModelArtifact }[]> {
  const all = await deps.storage.learning.list();
  const models = all.filter(({ kind }) => kind === "model");
  return Promise.all(
    models.map(async ({ version }) => ({ version, model: await readModel(version, deps) })),
  );
}

function isIt({ form, name, base }: ModelArtifact, served: ServedAdapter): boolean {
  return form === "adapter" && name === served.name && base === served.base;
}
