import { hash } from "../../shared/state/hash.ts";
import type { Folder } from "./place.ts";
import type { Sharing } from "./sharing.ts";

/** Stands for the readers of a folder that the account is not told. */
const UNKNOWN = "?";

/** Who may open folders, by the hash that stands in them: most folders share theirs with others. */
export function createAudiences(state: Readonly<Record<string, string[]>>) {
  const known = new Map(Object.entries(state));

  return {
    /** Differs whenever something else is to be said of who may open it; undefined: it is not told. */
    note(sharing: Sharing | undefined): string {
      if (sharing === undefined) return UNKNOWN;
      const { readers, expiresAt, onlyFor = [] } = sharing;
      // What lies below may have been shared with others than the folder was.
      const said = [...readers, String(expiresAt), ...onlyFor];
      const name = hash(said);
      known.set(name, readers);
      return name;
    },

    /**
     * Whether each of these readers surely is among them. Who is in a group or a domain is not known
     * here, so nothing is taken to hold another principal but `public`.
     */
    covers(name: string, readers: readonly string[]): boolean {
      const audience = known.get(name);
      if (audience === undefined) return false;
      return audience.includes("public") || readers.every((reader) => audience.includes(reader));
    },

    /** Those of these folders. */
    state(folders: Iterable<Folder>): Record<string, string[]> {
      const found: Record<string, string[]> = {};
      for (const { sharing } of folders) {
        const readers = known.get(sharing);
        if (readers !== undefined) found[sharing] = readers;
      }
      return found;
    },
  };
}
