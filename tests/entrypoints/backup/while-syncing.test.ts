import { join } from "node:path";
import { expect, test } from "vitest";
import type { App } from "../../../src/app.ts";
import { createBackup, restoreBackup } from "../../../src/entrypoints/back-up.ts";
import { openApp, syncFiles } from "../../support/open-app.ts";
import { temporaryFolder } from "../../support/temporary-folder.ts";

const LEAVE = { "leave.md": "# Leave\n\nEverybody has 27 days of leave a year.\n" };
const BIKES = { "bikes.md": "# Bikes\n\nBikes are leased for 36 months.\n" };

/** The application, in which something happens between the copies that a backup consists of. */
function between(app: App, happens: () => Promise<unknown>): App {
  let copies = 0;
  const and = (copy: (file: string) => Promise<void>) => async (file: string) => {
    await copy(file);
    copies += 1;
    if (copies === 1) await happens();
  };
  return {
    ...app,
    index: { ...app.index, backup: and((file) => app.index.backup(file)) },
    storage: { ...app.storage, backup: and((file) => app.storage.backup(file)) },
  };
}

test("what is read in the midst of a backup is found after it was put back, at the latest once it syncs", async () => {
  const app = await openApp();
  const folder = await syncFiles(app, LEAVE);
  const file = join(temporaryFolder("backup"), "backup.tgz");
  await createBackup(
    file,
    between(app, () => syncFiles(app, BIKES, folder)),
  );
  await app.close();

  const { config } = app;
  const dataDir = join(temporaryFolder("restored"), "data");
  await restoreBackup(file, { ...config, dataDir });
  const restored = await openApp({ dataDir });
  await syncFiles(restored, {}, folder);
  const listed = await restored.index.listDocuments(undefined, 10);
  expect(listed.map(({ documentId }) => documentId)).toEqual(["bikes.md", "leave.md"]);
  expect(await restored.storage.documents.count("handbook")).toMatchObject({ documents: 2 });
});
