import { LEARNED_KINDS, type LearnedKind } from "../../storage/ports/learning-storage.ts";
import type { Storage } from "../../storage/storage.ts";
import { listModels, type ModelView } from "./registry.ts";

type Tags = Record<string, string>;

/** A registry elsewhere that is told what ours holds; nothing is read back from it. */
export interface RegistryMirror {
  open(name: string): Promise<void>;
  list(name: string): Promise<{ number: string; tags: Tags }[]>;
  /** @returns its number there */
  create(name: string, source: string, tags: Tags): Promise<string>;
  tag(name: string, number: string, key: string, value: string): Promise<void>;
  /** Numbers by alias. */
  aliases(name: string): Promise<Tags>;
  /** Undefined: it names nothing any more. */
  alias(name: string, alias: string, number: string | undefined): Promise<void>;
}

export interface Mirrored {
  /** What it is called there. */
  name: string;
  versions: number;
  /** Of them, those that were not there. */
  created: number;
}

/** By which a version there is known for ours. */
const OURS = "footnote.version";
const MOST_CHARACTERS = 1_000;

/** Brings a registry elsewhere up to what ours says. Told again, it changes nothing. */
export async function mirrorRegistry(
  mirror: RegistryMirror,
  storage: Pick<Storage, "learning" | "lineages">,
): Promise<Mirrored[]> {
  const { champion, versions } = await listModels(storage);
  const told: Mirrored[] = [];
  for (const kind of LEARNED_KINDS) {
    // Oldest first: numbers there rise as ours do.
    const own = versions.filter((one) => one.kind === kind).toReversed();
    if (own.length > 0) told.push(await mirrorKind(kind, own, champion[kind], mirror));
  }
  return told;
}

async function mirrorKind(
  kind: LearnedKind,
  own: readonly ModelView[],
  champion: string | null,
  mirror: RegistryMirror,
): Promise<Mirrored> {
  const name = `footnote-${kind}`;
  await mirror.open(name);
  const there = new Map((await mirror.list(name)).map((one) => [one.tags[OURS] ?? "", one]));
  const numbers = new Map<string, string>();
  let created = 0;
  for (const view of own) {
    const tags = tagsOf(view);
    const known = there.get(view.version);
    if (known === undefined) {
      const number = await mirror.create(name, `footnote://registry/${view.version}`, tags);
      numbers.set(view.version, number);
      created += 1;
      continue;
    }
    numbers.set(view.version, known.number);
    for (const [key, value] of Object.entries(tags)) {
      if (known.tags[key] !== value) await mirror.tag(name, known.number, key, value);
    }
  }
  const challenger = own.findLast(({ status }) => status === "challenger")?.version;
  const wanted = {
    champion: numbers.get(champion ?? ""),
    challenger: numbers.get(challenger ?? ""),
  };
  const aliases = await mirror.aliases(name);
  for (const [alias, number] of Object.entries(wanted)) {
    if (aliases[alias] !== number) await mirror.alias(name, alias, number);
  }
  return { name, versions: own.length, created };
}

/** What is known of a version without a word of a document or a person. */
function tagsOf({ version, status, digest, lineage, gates, reason, stale }: ModelView): Tags {
  const { dataset, base } = lineage as { dataset?: string; base?: string | null };
  const all = {
    [OURS]: version,
    "footnote.status": status,
    "footnote.digest": digest,
    "footnote.dataset": dataset ?? "",
    "footnote.base": base ?? "",
    "footnote.gates": gates
      .map(({ gate, passed }) => `${gate} ${passed ? "passed" : "failed"}`)
      .join(", "),
    "footnote.reason": reason.slice(0, MOST_CHARACTERS),
    "footnote.stale": stale ?? "",
  };
  return Object.fromEntries(
    Object.entries(all).filter(([key, value]) => value !== "" || key === "footnote.stale"),
  );
}
