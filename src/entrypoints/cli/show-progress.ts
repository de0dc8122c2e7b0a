import type { SyncProgress } from "../../sync/sync-source.ts";

type Progress = Omit<SyncProgress, "phase"> & { phase: SyncProgress["phase"] | "copying" };

const BAR_WIDTH = 24;
const REDRAW_MS = 100;
/** Elsewhere than on a terminal a line now and then is enough. */
const LINE_MS = 10_000;

/** A bar with rate and time left on a terminal, a line now and then elsewhere; always on stderr. */
export function createProgress(name: string) {
  const isTerminal = process.stderr.isTTY === true;
  let phase: Progress["phase"] | undefined;
  let startedAt = 0;
  let drawnAt = performance.now();
  return {
    update(progress: Progress): void {
      const now = performance.now();
      if (progress.phase !== phase) {
        phase = progress.phase;
        startedAt = now;
      }
      if (now - drawnAt < (isTerminal ? REDRAW_MS : LINE_MS)) return;
      drawnAt = now;
      const text = formatProgress(name, progress, (now - startedAt) / 1000);
      process.stderr.write(isTerminal ? `\r\x1b[K${text}` : `${text}\n`);
    },
    end(): void {
      if (isTerminal && phase !== undefined) process.stderr.write("\r\x1b[K");
    },
  };
}

/** `handbook embedding ████░░░░ 120/883, 22/s, 35 s left`. */
export function formatProgress(name: string, progress: Progress, seconds: number): string {
  const { phase, done, total } = progress;
  const rate = seconds > 0 ? done / seconds : 0;
  const shown = `${name} ${phase}`;
  const speed = `${rate.toFixed(rate < 10 ? 1 : 0)}/s`;
  if (total === undefined || total < done || rate === 0) return `${shown} ${done}, ${speed}`;
  const filled = Math.round((done / Math.max(1, total)) * BAR_WIDTH);
  const bar = "█".repeat(filled) + "░".repeat(BAR_WIDTH - filled);
  return `${shown} ${bar} ${done}/${total}, ${speed}, ${Math.ceil((total - done) / rate)} s left`;
}
