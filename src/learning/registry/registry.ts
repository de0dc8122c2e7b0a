import {
  LEARNED_KINDS,
  type LearnedKind,
  type LearnedStatus,
  type LearnedVersion,
  type LearningStorage,
} from "../../storage/ports/learning-storage.ts";
import type { Storage } from "../../storage/storage.ts";
import type { GateResult } from "../gates/gate.ts";
import { LearningError } from "../learning-error.ts";
import { readStale, refuseStale, staleOf } from "../lineage.ts";
import { heldAgainst, type MayServeDeps, refuseUnfit, type Wish } from "./may-serve.ts";
import { requireVersion } from "./require-version.ts";

interface RegistryDeps {
  storage: Pick<Storage, "learning" | "lineages" | "audit">;
  now: () => number;
}

export interface ModelView {
  version: string;
  kind: LearnedKind;
  status: LearnedStatus;
  /** ISO 8601. */
  createdAt: string;
  lineage: unknown;
  digest: string;
  gates: GateResult[];
  /** The version that served when it was judged; null: what Footnote comes with, or is configured. */
  against: string | null;
  /** What decided, in one sentence. */
  reason: string;
  /** Why it should be learned anew: something that it rests on is gone; null while all of it is there. */
  stale: string | null;
}

export interface ModelsView {
  /** By kind; null: as Footnote comes. */
  champion: Record<LearnedKind, string | null>;
  previous: Record<LearnedKind, string | null>;
  /** Newest first. */
  versions: ModelView[];
}

export interface Served {
  from: string | null;
  to: string | null;
  /** Why what serves now should be learned anew; null while all that it rests on is there. */
  stale: string | null;
}

export async function listModels(
  storage: Pick<Storage, "learning" | "lineages">,
): Promise<ModelsView> {
  const { learning } = storage;
  const stale = await readStale(storage);
  const serving = await readServing(learning);
  const versions = (await learning.list()).map(({ createdAt, report, ...rest }): ModelView => {
    const gates = (report as { gates?: GateResult[] } | undefined)?.gates ?? [];
    const telling = rest.kind === "retrieval" ? "retrieval" : "answers";
    const decisive =
      gates.find(({ passed }) => !passed) ?? gates.find(({ gate }) => gate === telling);
    const reason = decisive?.reason ?? notJudged(rest);
    const at = new Date(createdAt).toISOString();
    const against = heldAgainst({ ...rest, report });
    return { ...rest, createdAt: at, gates, against, reason, stale: staleOf(rest, stale) };
  });
  return { ...serving, versions };
}

async function readServing(
  learning: Pick<LearningStorage, "serving">,
): Promise<Pick<ModelsView, "champion" | "previous">> {
  const champion = { retrieval: null, model: null, prompt: null } as ModelsView["champion"];
  const previous = { ...champion };
  for (const kind of LEARNED_KINDS) {
    const serving = await learning.serving(kind);
    champion[kind] = serving.champion ?? null;
    previous[kind] = serving.previous ?? null;
  }
  return { champion, previous };
}

/** A version of retrieval is registered with its verdict: without one, who judged it was cut off. */
function notJudged({ version, kind }: Pick<LearnedVersion, "version" | "kind">): string {
  return kind === "retrieval"
    ? "It was not judged to the end: learn again."
    : `It has not been judged: \`models gate ${version}\` does.`;
}

/** Lets a challenger serve, or what served once. @throws LearningError */
export async function promoteModel(
  version: string,
  actor: string,
  deps: RegistryDeps & MayServeDeps,
  wish: Wish = {},
): Promise<Served> {
  const { storage, now } = deps;
  const learned = await requireVersion(version, storage.learning);
  const { champion: from } = await storage.learning.serving(learned.kind);
  const stale = await refuseUnfit(learned, from, wish, deps);
  if (!(await storage.learning.promote(version, now(), from))) {
    throw new LearningError(
      learned.status === "challenger"
        ? `${version} was not promoted: another one was let serve this moment; \`models\` says which.`
        : `${version} is ${learned.status}: only a challenger that passed its gates, or what served before, can be promoted.`,
    );
  }
  const detail = { version, from: from ?? null, ...(stale === null ? {} : { stale }) };
  await storage.audit.append({ at: now(), actor, action: "models.promoted", detail });
  return { from: from ?? null, to: version, stale };
}

/** Of a version by its name, or named itself. */
export function kindOf(name: string): LearnedKind | undefined {
  return LEARNED_KINDS.find((one) => name === one || name.startsWith(`${one}-`));
}

/** Lets what served before serve again, stale or not: it says so then. @throws LearningError */
export async function rollBackModel(
  name: string,
  actor: string,
  { storage, now }: RegistryDeps,
): Promise<Served> {
  const kind = kindOf(name);
  if (kind === undefined) {
    throw new LearningError(
      `"${name}" is nothing that is learned: give ${LEARNED_KINDS.join(", ")} or a version.`,
    );
  }
  const { champion } = await storage.learning.serving(kind);
  if (champion === undefined || (name !== kind && name !== champion)) {
    throw new LearningError(
      champion === undefined
        ? `Nothing learned serves for ${kind}: there is nothing to roll back.`
        : `${name} does not serve, ${champion} does.`,
    );
  }
  const done = await storage.learning.rollBack(kind, now());
  const served = { from: done?.from ?? null, to: done?.to ?? null };
  const stale = await whyStale(served.to, storage);
  const detail = { ...served, ...(stale === null ? {} : { stale }) };
  await storage.audit.append({ at: now(), actor, action: "models.rolled-back", detail });
  return { ...served, stale };
}

/** Null also for what Footnote comes with. */
export async function whyStale(
  version: string | null,
  storage: Pick<Storage, "learning" | "lineages">,
): Promise<string | null> {
  const learned = version === null ? undefined : await storage.learning.get(version);
  return learned === undefined ? null : refuseStale(learned, true, storage);
}
