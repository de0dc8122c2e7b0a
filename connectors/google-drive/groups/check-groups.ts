import type { drive_v3 } from "@googleapis/drive";
import { ConnectorError } from "../../connector.ts";
import type { DriveApi } from "../api/drive-api.ts";
import { type DriveSettings, readsEverything } from "../settings.ts";
import type { DirectoryApi } from "./directory-api.ts";

/** A request's worth of files. */
const MOST_FILES = 1_000;

/** Tries to ask for the members of a group that things are shared with; what cannot be is said. */
export async function checkGroups(
  api: DriveApi,
  settings: DriveSettings,
  /** Ids of the shared drives that are read. */
  drives: readonly string[],
  openDirectory: () => Promise<DirectoryApi>,
): Promise<string[]> {
  const group = await findGroup(api, settings, drives);
  if (group === undefined) return [];
  try {
    const directory = await openDirectory();
    await directory.look(group);
    return [];
  } catch (error) {
    if (!(error instanceof ConnectorError)) throw error;
    // It may be another company's; what matters is that there was an answer.
    if (error.code === "not-found") return [];
    return [
      `Who is in a group cannot be told, so what is shared with a group is shown to nobody by it: ${error.message}`,
    ];
  }
}

/** The address of one in reach; undefined where there is none among the first. */
async function findGroup(
  api: DriveApi,
  settings: DriveSettings,
  drives: readonly string[],
): Promise<string | undefined> {
  for (const id of drives) {
    const found = await findIn(api.listPermissions(id));
    if (found !== undefined) return found;
  }
  for (const id of settings.folders) {
    const found = groupOf((await api.getFile(id))?.permissions ?? []);
    if (found !== undefined) return found;
  }
  if (!settings.myDrive && !readsEverything(settings)) return undefined;
  let seen = 0;
  for await (const { permissions } of api.listFiles("trashed = false")) {
    const found = groupOf(permissions ?? []);
    if (found !== undefined) return found;
    seen += 1;
    if (seen >= MOST_FILES) break;
  }
  return undefined;
}

async function findIn(
  permissions: AsyncIterable<drive_v3.Schema$Permission>,
): Promise<string | undefined> {
  try {
    for await (const permission of permissions) {
      const found = groupOf([permission]);
      if (found !== undefined) return found;
    }
  } catch (error) {
    if (!(error instanceof ConnectorError && error.code === "forbidden")) throw error;
  }
  return undefined;
}

function groupOf(permissions: readonly drive_v3.Schema$Permission[]): string | undefined {
  const found = permissions.find(({ type, deleted }) => type === "group" && deleted !== true);
  return found?.emailAddress ?? undefined;
}
