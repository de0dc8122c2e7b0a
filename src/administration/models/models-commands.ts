import { type AdminButton, type AdminItem, sentence } from "../../chat/admin-reply.ts";
import type { Wish } from "../../learning/registry/may-serve.ts";
import { listModels, type ModelView, promoteModel } from "../../learning/registry/registry.ts";
import { listTrials } from "../../learning/rollout/describe-trial.ts";
import { USUAL_SHARE } from "../../learning/rollout/trials.ts";
import { type AdminCommand, type AdminDeps, readFlag, WrongUsageError } from "../admin-command.ts";
import { beginCanary, rollBack } from "./change-models.ts";
import { servedSentence, servingLines, trialLine, trialsToTell } from "./describe-models.ts";

const MOST_SHOWN = 10;
const STATES: Partial<Record<ModelView["status"], AdminItem["state"]>> = {
  champion: "ok",
  challenger: "busy",
};

/** What was learned, which of it serves, and changing that without a restart. */
export const modelsCommands: readonly AdminCommand[] = [
  {
    name: "models",
    usage: "",
    summary: "champion and challengers, with what the gates said",
    needsAdmin: true,
    takes: [0, 0],
    run: (_, __, deps) => list(deps),
  },
  {
    name: "models promote",
    usage: "<version> [--stale]",
    summary: "let a challenger serve everybody",
    needsAdmin: true,
    takes: [1, 2],
    async run([version = "", ...more], { person }, deps) {
      const { wish, words } = takeStale(more);
      if (words.length > 0) throw new WrongUsageError("models promote <version> [--stale]");
      const place = { ...deps, ...searchingOf(deps) };
      return sentence(servedSentence(await promoteModel(version, person, place, wish), version));
    },
  },
  {
    name: "models canary",
    usage: "<version> [<share>] [--stale]",
    summary: "let a challenger serve a few threads; if it is liked more, all",
    needsAdmin: true,
    takes: [1, 3],
    async run([version = "", ...more], { person }, deps) {
      const { wish, words } = takeStale(more);
      const [share = String(USUAL_SHARE), ...others] = words;
      if (others.length > 0)
        throw new WrongUsageError("models canary <version> [<share>] [--stale]");
      const canary = { ...deps, ...searchingOf(deps) };
      return sentence(trialLine(await beginCanary(version, share, person, canary, wish)));
    },
  },
  {
    name: "models rollback",
    usage: "<name>",
    summary: "let what served before serve again, or end a challenger's trial",
    needsAdmin: true,
    takes: [1, 1],
    run: async ([name = ""], { person }, deps) =>
      sentence(servedSentence(await rollBack(name, person, deps), name)),
  },
];

function searchingOf({ administering }: AdminDeps) {
  const { servingEmbedder, index } = administering;
  return { servingEmbedder, index };
}

/** What somebody wants of a version, apart from the other words. */
function takeStale(given: readonly string[]): { wish: Wish; words: string[] } {
  const words = given.filter((word) => readFlag(word) !== "stale");
  return { wish: { acceptStale: words.length < given.length }, words };
}

async function list({ storage, now }: AdminDeps) {
  const found = await listModels(storage);
  const trials = trialsToTell(await listTrials(storage, now));
  const tried = trials.filter(({ verdict }) => verdict === null).map(({ version }) => version);
  const lines = [...servingLines(found), ...trials.map(trialLine)];
  const shown = found.versions.slice(0, MOST_SHOWN);
  const more = found.versions.length - shown.length;
  return {
    parts: [
      { type: "text" as const, text: lines.join("\n") },
      {
        type: "list" as const,
        title: "Learned versions",
        items: shown.map((version) => versionItem(version, tried)),
        none: "Nothing has been learned yet: `learn retrieval` does, on the command line.",
      },
      ...(more > 0
        ? [{ type: "text" as const, text: `And ${more} more; the command line lists them all.` }]
        : []),
    ],
  };
}

function versionItem(model: ModelView, tried: readonly string[]): AdminItem {
  const { version, status, createdAt, reason, stale } = model;
  return {
    title: version,
    lines: [
      `${status} · ${createdAt.slice(0, 10)}`,
      reason,
      ...(stale === null ? [] : [`Stale: ${stale}`]),
    ],
    state: STATES[status] ?? "off",
    buttons: buttonsOf(model, tried),
  };
}

function buttonsOf({ version, status, stale }: ModelView, tried: readonly string[]): AdminButton[] {
  const rollback = { label: "Roll back", command: `models rollback ${version}` };
  if (status === "champion") {
    return [{ ...rollback, confirm: "Let what served before serve again?", style: "danger" }];
  }
  if (tried.includes(version)) return [{ ...rollback, label: "Take back" }];
  // What is stale is let serve by somebody who types that it is to, not by a press.
  if (status !== "challenger" || stale !== null) return [];
  return [
    { label: "Try on a few threads", command: `models canary ${version}`, style: "primary" },
    {
      label: "Promote",
      command: `models promote ${version}`,
      confirm: `Let ${version} serve everybody?`,
    },
  ];
}
