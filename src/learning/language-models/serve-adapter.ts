import { isAbsolute, resolve } from "node:path";
import { describeOtherFile, type Trainers } from "../../models/fine-tuning/fine-tune-provider.ts";
import type { AdapterServer, ServedAdapter } from "../../models/models.ts";
import type { Storage } from "../../storage/storage.ts";
import { LearningError } from "../learning-error.ts";
import { requireVersion } from "../registry/require-version.ts";
import { CONFIGURE_SERVER } from "./find-model-trouble.ts";
import { decodeModel, type ModelArtifact } from "./model-artifact.ts";

export interface AdapterDeps {
  storage: Pick<Storage, "learning" | "audit">;
  /** Undefined where no address is configured. */
  adapters: AdapterServer | undefined;
  trainers: Pick<Trainers, "readAdapter">;
  now: () => number;
}

export interface LoadOptions {
  /** Where the server finds it; else where it came back to. */
  path?: string | undefined;
  /** Also where its files cannot be held against those that were registered: somebody vouches for them. */
  unchecked?: boolean;
}

export interface LoadedAdapter {
  version: string;
  name: string;
  base: string;
  /** Its files were read here, and are those that were registered. */
  checked: boolean;
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

/** Loads an adapter under its own name on its base, as it was registered. @throws LearningError, ModelError */
export async function loadAdapter(
  version: string,
  options: LoadOptions,
  actor: string,
  deps: AdapterDeps,
): Promise<LoadedAdapter> {
  const { storage, now } = deps;
  const server = serverOf(deps);
  const model = await readModel(version, deps);
  const { form, name, base, path: own } = model;
  if (form !== "adapter" || own === null) {
    throw new LearningError(`${version} is a model that its provider serves: it needs no loading.`);
  }
  const checked = await checkFiles(version, { ...model, path: own }, options, deps);
  await server.load(name, options.path ?? own, base, signal);
  const detail = { version, name, checked };
  await storage.audit.append({ at: now(), actor, action: "models.loaded", detail });
  return { version, name, base, checked };
}

/** Whether the files are those that were registered; false: nobody can tell, and somebody vouches for them. */
async function checkFiles(
  version: string,
  { path: own, files }: Pick<ModelArtifact, "files"> & { path: string },
  { path, unchecked = false }: LoadOptions,
  { trainers }: AdapterDeps,
): Promise<boolean> {
  const folder = path ?? resolve(own);
  // From where the server stands, a path that is not absolute leads elsewhere than from here.
  const found = isAbsolute(folder) ? await trainers.readAdapter(folder) : undefined;
  if (found !== undefined && files !== undefined) {
    const other = describeOtherFile(found, files);
    if (other === undefined) return true;
    throw new LearningError(
      `${folder} does not hold what was registered as ${version}, ${other}: copy that there again, or train again.`,
    );
  }
  if (unchecked) return false;
  const vouch = "add --unchecked if you vouch for them";
  throw new LearningError(
    found === undefined
      ? `${folder} cannot be read from here, so its files cannot be held against those of ${version}: ${vouch}.`
      : `${version} was registered before digests were kept, so the files in ${folder} cannot be checked: ${vouch}.`,
  );
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
  return decodeModel(await requireVersion(version, storage.learning));
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
