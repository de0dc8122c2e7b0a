import type { SourceChange } from "../../connector.ts";
import { followShortcuts } from "../listing/follow-shortcuts.ts";
import { listBelow, listDrive, listLoose } from "../listing/list-below.ts";
import { noteDrives, noteFolders } from "../listing/note-roots.ts";
import { noteInherited } from "../listing/observe.ts";
import { readsEverything } from "../settings.ts";
import { findAgain } from "./find-again.ts";
import { processDocuments } from "./process-documents.ts";
import type { Run } from "./run.ts";

/** Notes all there is in scope, and reads none of it. Change logs are followed from before. */
export async function listEverything(run: Run): Promise<void> {
  const { tree } = run;
  await noteDrives(run);
  const drives = [...tree.scope.rootIds].filter((id) => tree.folders.has(id));
  await noteFolders(run);
  for (const id of drives) await listDrive(run, id);
  const others = [...tree.scope.rootIds].filter((id) => tree.folders.has(id));
  await listBelow(
    run,
    others.filter((id) => !run.listed.has(id)),
  );
  if (readsEverything(run.settings)) await listLoose(run);
  await followShortcuts(run);
}

/** Reads what is new or different, and finds out what is not there any more. */
export async function* syncEverything(run: Run): AsyncGenerator<SourceChange> {
  await listEverything(run);
  // Until the run has ended, what is handed over may be newer than any cursor that was kept.
  yield { type: "checkpoint", cursor: "" };
  // The list may only be late: each is asked for before it is taken for gone.
  yield* findAgain(run, [...run.knownIds, ...(run.request.recheck ?? [])]);
  await noteInherited(run);
  yield* processDocuments(run);
}
