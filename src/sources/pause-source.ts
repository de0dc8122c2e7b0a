import { requireSource, type SourcesDeps, writeAudit } from "./sources-deps.ts";

/** Takes a source off its schedule; what is indexed stays searchable. @throws AdminError */
export async function pauseSource(name: string, actor: string, deps: SourcesDeps): Promise<void> {
  if ((await requireSource(name, deps)).paused) return;
  await deps.storage.sources.update(name, { paused: true });
  await writeAudit(actor, "source.paused", { name }, deps);
}

/** @throws AdminError */
export async function resumeSource(name: string, actor: string, deps: SourcesDeps): Promise<void> {
  if (!(await requireSource(name, deps)).paused) return;
  await deps.storage.sources.update(name, { paused: false });
  await writeAudit(actor, "source.resumed", { name }, deps);
}
