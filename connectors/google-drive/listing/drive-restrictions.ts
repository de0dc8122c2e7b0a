import type { DriveApi } from "../api/drive-api.ts";
import type { DriveSettings } from "../settings.ts";
import { type Restriction, readRestrictions } from "../tree/sharing.ts";
import type { Tree } from "../tree/tree.ts";

/** Whom shared drives are for alone, and who is of the company; each is asked for once. */
export function createDriveRestrictions(
  api: DriveApi,
  tree: Pick<Tree, "folders">,
  { domains, subject }: Pick<DriveSettings, "domains" | "subject">,
) {
  const asked = new Map<string, Promise<Restriction[]>>();
  let address: Promise<string> | undefined;

  function ownAddress(): Promise<string> {
    if (subject !== undefined) return Promise.resolve(subject);
    const asking = address ?? api.ownAddress();
    address = asking;
    asking.catch(() => {
      address = undefined;
    });
    return asking;
  }

  async function ask(driveId: string): Promise<Restriction[]> {
    const drive = await api.getDrive(driveId);
    if (drive !== undefined) return readRestrictions(drive);
    // What is shared out of a drive that the account is no member of may be for its domain alone. A
    // service account is in no domain: it would not see it then.
    return isServiceAccount(await ownAddress()) ? [] : ["domain"];
  }

  return {
    of(driveId: string): Promise<readonly Restriction[]> {
      const known = tree.folders.get(driveId)?.onlyFor;
      if (known !== undefined) return Promise.resolve(known);
      const asking = asked.get(driveId) ?? ask(driveId);
      asked.set(driveId, asking);
      asking.catch(() => asked.delete(driveId));
      return asking;
    },

    /** The account's, and those that an admin named: Google does not tell which a drive belongs to. */
    async domains(): Promise<ReadonlySet<string>> {
      const own = await ownAddress();
      const ofAccount = isServiceAccount(own)
        ? []
        : [own.slice(own.indexOf("@") + 1).toLowerCase()];
      return new Set([...ofAccount, ...domains]);
    },
  };
}

/** One that acts for nobody: it belongs to a project, and to no company's domain. */
export function isServiceAccount(address: string): boolean {
  return address.endsWith(".gserviceaccount.com");
}
