import type { PropertyWorld } from "../../../contracts/sync-properties.ts";
import type { Drive } from "../../../counterparts/google-drive/drive/drive.ts";
import { ANN } from "../drive-fixture.ts";
import { comparable } from "./comparable.ts";
import { openDriveSync } from "./drive-sync-world.ts";
import { BEN, type Operation, operate, STAFF } from "./random-operations.ts";

/** Two shared drives in scope and one beside, two people's own files, and a folder shared with Ann. */
function seed(drive: Drive): Record<string, string> {
  drive.createUser(BEN);
  drive.createGroup(STAFF, [ANN, BEN]);
  const fill = (parentId: string) => {
    const folderId = drive.createFolder({ name: "Folder", parentId });
    const innerId = drive.createFolder({ name: "Inner", parentId: folderId });
    for (const id of [parentId, folderId, innerId]) {
      drive.createDocument({ name: "Doc", parentId: id, markdown: "Words 1." });
    }
    return folderId;
  };
  const members = { [ANN]: "organizer", [STAFF]: "reader" } as const;
  const first = drive.createSharedDrive({ name: "First", members });
  const beside = drive.createSharedDrive({ name: "Beside", members });
  const last = drive.createSharedDrive({ name: "Last", members });
  for (const id of [first, beside, last, drive.rootOf(ANN)]) fill(id);
  const shared = fill(drive.rootOf(BEN));
  const outside = fill(drive.rootOf(BEN));
  for (const id of [shared, outside]) {
    drive.share(id, { type: "user", role: "writer", emailAddress: ANN });
  }
  drive.createShortcut({ name: "There", parentId: first, targetId: outside });
  return { drives: `${first},${last}`, folders: shared, myDrive: "true" };
}

const MINUTE_MS = 60_000;

/** A source whose change log tells of more or less of what happens. */
export async function open(reports: Drive["reports"]): Promise<PropertyWorld<Operation>> {
  let time = Date.UTC(2026, 2, 1, 9);
  const world = await openDriveSync({ now: () => time });
  const { drive } = world;
  Object.assign(drive.reports, reports);
  world.set(seed(drive));
  return {
    apply(one: Operation) {
      // Two edits in one millisecond look like one.
      time += 1;
      operate(drive, one);
    },
    advance(ms: number) {
      // Whole minutes, from which access for a time ends half a minute apart: clocks differ a little.
      time = Math.ceil((time + ms) / MINUTE_MS) * MINUTE_MS;
      drive.advance(0);
    },
    onRequest(act: (() => void) | undefined) {
      world.world.onRequest = act;
    },
    sync: () => world.sync({ confirmRemovals: true }),
    async indexed() {
      const documents = await world.indexed();
      // What the account may not see the readers of any more stays, and is nobody's.
      for (const { documentId } of await world.failures()) {
        if (documents[documentId]?.readers.length === 0) delete documents[documentId];
      }
      return comparable(documents);
    },
    expected: () => comparable(world.expected()),
    close: world.close,
  };
}
