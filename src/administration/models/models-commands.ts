import { type AdminButton, type AdminItem, sentence } from "../../chat/admin-reply.ts";
import { listModels, type ModelView, promoteModel } from "../../learning/registry/registry.ts";
import { listTrials } from "../../learning/rollout/describe-trial.ts";
import { USUAL_SHARE } from "../../learning/rollout/trials.ts";
import type { AdminCommand, AdminDeps } from "../admin-command.ts";
import { beginCanary, rollBack } from "./change-models.ts";
import { servedSentence, servingLines, trialLine } from "./describe-models.ts";

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
    usage: "<version>",
    summary: "let a challenger serve everybody",
    needsAdmin: true,
    takes: [1, 1],
    run: async ([version = ""], { person }, deps) =>
      sentence(servedSentence(await promoteModel(version, person, deps), version)),
  },
  {
    name: "models canary",
    usage: "<version> [<share>]",
    summary: "let a challenger serve a few threads; if it is liked more, all",
    needsAdmin: true,
    takes: [1, 2],
    async run([version = "", share = String(USUAL_SHARE)], { person }, deps) {
      const { servingEmbedder } = deps.administering;
      return sentence(
        trialLine(await beginCanary(version, share, person, { ...deps, servingEmbedder })),
      );
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

async function list({ storage, now }: AdminDeps) {
  const found = await listModels(storage);
  const [trial] = await listTrials(storage, now);
  const isTried = trial?.verdict === null ? trial.version : undefined;
  const lines = [...servingLines(found), ...(trial === undefined ? [] : [trialLine(trial)])];
  const shown = found.versions.slice(0, MOST_SHOWN);
  const more = found.versions.length - shown.length;
  return {
    parts: [
      { type: "text" as const, text: lines.join("\n") },
      {
        type: "list" as const,
        title: "Learned versions",
        items: shown.map((version) => versionItem(version, isTried)),
        none: "Nothing has been learned yet: `learn retrieval` does, on the command line.",
      },
      ...(more > 0
        ? [{ type: "text" as const, text: `And ${more} more; the command line lists them all.` }]
        : []),
    ],
  };
}

function versionItem(model: ModelView, isTried: string | undefined): AdminItem {
  const { version, status, createdAt, reason, stale } = model;
  return {
    title: version,
    lines: [
      `${status} · ${createdAt.slice(0, 10)}`,
      reason,
      ...(stale === null ? [] : [`Stale: ${stale}`]),
    ],
    state: STATES[status] ?? "off",
    buttons: buttonsOf(model, isTried),
  };
}

function buttonsOf({ version, status }: ModelView, isTried: string | undefined): AdminButton[] {
  const rollback = { label: "Roll back", command: `models rollback ${version}` };
  if (status === "champion") {
    return [{ ...rollback, confirm: "Let what served before serve again?", style: "danger" }];
  }
  if (version === isTried) return [{ ...rollback, label: "Take back" }];
  if (status !== "challenger") return [];
  return [
    { label: "Try on a few threads", command: `models canary ${version}`, style: "primary" },
    {
      label: "Promote",
      command: `models promote ${version}`,
      confirm: `Let ${version} serve everybody?`,
    },
  ];
}
