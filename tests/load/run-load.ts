import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { type BaselineFigures, measureBaseline } from "./baseline/measure-baseline.ts";
import type { LoadPlan } from "./load-plan.ts";
import { type PhaseFigures, runPhase } from "./run-phase.ts";
import { startWorld } from "./start-world.ts";
import { watchProcess } from "./watch-process.ts";

export interface LoadFigures {
  steady: PhaseFigures;
  rush: PhaseFigures;
  baseline: { steady: BaselineFigures; rush: BaselineFigures };
  /** Calls that a vendor refused for their rate. */
  throttled: Record<string, number>;
  /** What a vendor would not have put up with. */
  complaints: string[];
  /** Lines of its log, from warnings on. */
  warnings: string[];
}

const MODEL_MS = 1_000;

/** Carries a plan out, in a folder that goes afterwards. */
export async function runLoad(
  plan: LoadPlan,
  nodeOptions: readonly string[] = [],
): Promise<LoadFigures> {
  const { warmUp, rush, steady } = plan;
  const folder = mkdtempSync(join(tmpdir(), "footnote-load-"));
  try {
    const baseline = {
      steady: await measureBaseline(folder, steady, MODEL_MS),
      rush: await measureBaseline(folder, rush, MODEL_MS),
    };
    const world = await startWorld(folder, plan, nodeOptions);
    const use = watchProcess(world.serve.pid);
    try {
      await runPhase(world, warmUp, 0, use);
      const steadied = await runPhase(world, steady, warmUp.questions, use);
      const rushed = await runPhase(world, rush, warmUp.questions + steady.questions, use);
      const { calls, complaints } = world.slack.world;
      const { calls: teamsCalls, complaints: teamsComplaints } = world.teams.world;
      const lines = world.serve.said().split("\n");
      return {
        ...{ steady: steadied, rush: rushed, baseline },
        throttled: {
          slack: calls.filter(({ outcome }) => outcome === "ratelimited").length,
          teams: teamsCalls.filter(({ status }) => status === 429).length,
        },
        complaints: [...complaints, ...teamsComplaints],
        warnings: lines.filter((line) => line.startsWith("{")),
      };
    } finally {
      use.stop();
      await world.close();
    }
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
