import type { Connector, GroupReport } from "../../../../connectors/connector.ts";
import type { ConnectorDefinition } from "../../../../connectors/definition.ts";
import { files } from "../../../../connectors/files/index.ts";
import { linkPeople, unlinkPeople } from "../../../../src/access/own/link-people.ts";
import { removeOwnGroup, setOwnGroup } from "../../../../src/access/own/own-groups.ts";
import type { App } from "../../../../src/app.ts";
import type { SourcesDeps } from "../../../../src/sources/sources-deps.ts";
import { syncSourceGroups } from "../../../../src/sources/syncing/sync-source-groups.ts";
import type { CompanyGroup } from "./generate-groups.ts";
import { addressesIn, type HandFacts, toldOf } from "./held-by-hand.ts";

const ADMIN = "test";

export interface Directory extends HandFacts {
  /** Groups that it cannot tell of now, as it could before. */
  silent: Set<string>;
}

/** Files of a source that knows the company's groups as they are at this moment, those in groups resolved. */
export function filesWithDirectory(directory: Directory): ConnectorDefinition {
  return {
    ...files,
    create(settings, secret): Connector {
      return {
        ...files.create(settings, secret),
        async *groups(wanted): AsyncGenerator<GroupReport> {
          for (const principal of wanted) yield reportOf(principal, directory);
          yield* untrueReports(directory);
        },
      };
    },
  };
}

/** That everybody is in groups which it was not asked for, and has no say in. */
function* untrueReports({ groups, people }: Directory): Generator<GroupReport> {
  const members = [...people.values()].map(({ address }) => `user:${address}`);
  for (const { principal, kind } of groups.values()) {
    if (kind === "google" || kind === "confluence") continue;
    yield { type: "group", principal, members, unknownMembers: 0 };
  }
}

function reportOf(principal: string, directory: Directory): GroupReport {
  const [, google, onlyAt] = /^(google-group:[^:]+)(?::(.+))?$/.exec(principal) ?? [];
  const group = directory.groups.get(google ?? principal);
  const isUntold = group?.state === "untold" || group?.state === "old";
  if (isUntold || directory.silent.has(group?.principal ?? "")) {
    return { type: "group-failed", principal, reason: "The directory does not show this group." };
  }
  if (group === undefined || group.state === "gone") return { type: "group-gone", principal };
  const members = toldOf(group, onlyAt, directory).map((address) => `user:${address}`);
  const kind = group.kind === "google" ? "google" : "confluence";
  const shown = addressesIn(group, kind, directory).length;
  return { type: "group", principal, members, unknownMembers: group.people.length - shown };
}

/** What Footnote is told of groups and links: by its source on each sync, and by admins. */
export function keepGroups(directory: Directory, app: App, administering: SourcesDeps) {
  const deps = { storage: app.storage, now: app.now };
  const told = new Map<string, string>();
  return {
    /** As if it had been that long ago; what the source cannot tell of stays as it was. */
    async syncGroups(ageMs = 0): Promise<void> {
      const { signal } = new AbortController();
      const now = () => Date.now() - ageMs;
      const reports = await syncSourceGroups(undefined, { ...administering, now }, signal);
      const trouble = reports.find(({ error }) => error !== undefined);
      if (trouble !== undefined || reports.length === 0) {
        throw new Error(`The groups were not synced: ${trouble?.error ?? "there is no source"}`);
      }
    },
    async setOwn({ principal, inside, ...group }: CompanyGroup): Promise<void> {
      const people = addressesIn({ principal, inside, ...group }, "own", directory);
      const members = [...people.map((address) => `user:${address}`), ...inside];
      const text = members.join(" ");
      if (told.get(principal) === text) return;
      told.set(principal, text);
      if (members.length > 0) await setOwnGroup(principal, members, ADMIN, deps);
      else await removeOwnGroup(principal, ADMIN, deps);
    },
    async link([one, other]: readonly [string, string]): Promise<void> {
      await linkPeople(one, other, ADMIN, deps);
    },
    async unlink([one, other]: readonly [string, string]): Promise<void> {
      await unlinkPeople(one, other, ADMIN, deps);
    },
  };
}
