import { createHash } from "node:crypto";
import { EVERYONE } from "../access/audience.ts";
import type { AnswerDeps } from "../answer/answer-question.ts";
import type { Lineage } from "../storage/ports/lineage-storage.ts";
import type { Storage } from "../storage/storage.ts";
import { crossFit } from "./cross-fit.ts";
import { checkData } from "./gates/data-gate.ts";
import type { GateResult } from "./gates/gate.ts";
import { judgeVersion, labelledDocuments } from "./gates/judge-version.ts";
import { encodeSettings } from "./registry/encode-settings.ts";
import { FOLDS, foldByDocument } from "./tuning/fold-by-document.ts";
import type { LabelledQuestion } from "./tuning/labelled-question.ts";

export interface LearningDeps {
  retrieve: AnswerDeps;
  storage: Pick<Storage, "learning" | "lineages" | "audit">;
  now: () => number;
}

export interface LearningReport {
  /** Undefined: nothing was learned from, so nothing was registered. */
  version: string | undefined;
  status: "rejected" | "challenger";
  /** In their order, up to the first that was not passed. */
  gates: GateResult[];
  /** What was tried while learning, with nDCG@10 on the questions that choose. */
  tried: { what: string; dev: number }[];
  tookMs: number;
}

/**
 * Learns from labelled questions how to search, registers what came of it, and holds it against what serves. A challenger
 * serves nobody before it is promoted. Only what everyone may read is learned from. So that few labels say as much as they
 * can, all of them judge: each what was learned alike without its fold (cross-fitting); what may serve learned from all.
 */
export async function learnRetrieval(
  questions: readonly LabelledQuestion[],
  actor: string,
  { retrieve, storage, now }: LearningDeps,
  /** Which answers and verified answers say so; none for labels of a file. */
  from: Pick<Lineage, "answers" | "verified"> = { answers: [], verified: [] },
): Promise<LearningReport> {
  const started = performance.now();
  const folds = foldByDocument(questions);
  const data = checkData(folds);
  if (!data.passed) {
    const tookMs = Math.round(performance.now() - started);
    return { version: undefined, status: "rejected", gates: [data], tried: [], tookMs };
  }
  const champion = await retrieve.retrievalSettings?.();
  const { tuning, without } = await crossFit(folds, EVERYONE, retrieve);
  const dev = folds[0]?.length ?? 0;
  const learned = await storage.learning.add({
    kind: "retrieval",
    createdAt: now(),
    lineage: {
      dataset: hashOf(questions),
      base: champion?.version ?? null,
      embedder: tuning.settings.embedderId ?? null,
      configuration: tuning.configuration,
      questions: { train: questions.length - dev, dev, test: questions.length, folds: FOLDS },
    },
    ...encodeSettings(tuning.settings),
  });
  const documents = questions.flatMap(({ positives }) => positives);
  const subject = learned.version;
  await storage.lineages.keep({ subject, name: subject, madeAt: now(), ...from, documents });
  const labelled = labelledDocuments(questions);
  const gates = [
    data,
    ...(await judgeVersion(
      {
        ...{ learned, champion, labelled, test: folds.flat(), audience: EVERYONE },
        learnedWithout: (at) => without[at],
      },
      retrieve,
    )),
  ];
  const status = gates.every(({ passed }) => passed) ? "challenger" : "rejected";
  await storage.learning.judge(learned.version, status, { gates, tried: tuning.tried });
  const detail = { version: learned.version, status };
  await storage.audit.append({ at: now(), actor, action: "learn.retrieval", detail });
  const tookMs = Math.round(performance.now() - started);
  return { version: learned.version, status, gates, tried: tuning.tried, tookMs };
}

/** Of what is learned from, whatever its order; of the words no more than that. */
function hashOf(questions: readonly LabelledQuestion[]): string {
  const rows = questions.map(({ text, history, positives }) =>
    JSON.stringify([text, history, positives.map((p) => [p.source, p.documentId])]),
  );
  return createHash("sha256").update(rows.sort().join("\n")).digest("hex");
}
