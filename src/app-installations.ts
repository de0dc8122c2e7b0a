import { createHash } from "node:crypto";
import type { SlackInstallations } from "./chat/slack/install/installing.ts";
import type { Sealer } from "./storage/secrets/sealer.ts";
import { againIfChanged } from "./storage/secrets/secret-store.ts";
import type { Storage } from "./storage/storage.ts";
import { StorageError } from "./storage/storage-error.ts";

const STATE_LIFE_MS = 10 * 60_000;
/** Anybody may begin one. */
const MOST_STATES = 10_000;

interface InstallationDeps {
  storage: Pick<Storage, "installations" | "audit">;
  sealer: Sealer;
  now: () => number;
}

/** Keeps workspaces' tokens encrypted, each for its own workspace, and of states nothing but hashes. */
export function createSlackInstallations(deps: InstallationDeps): SlackInstallations {
  const { storage, sealer, now } = deps;
  const { installations, audit } = storage;
  return {
    async get(teamId) {
      const record = await installations.get(workspaceOf(teamId));
      if (record === undefined) return undefined;
      const { name: teamName, botUserId, botId, scopes, installedAt, sealedToken } = record;
      const botToken = sealer.open(labelOf(teamId), sealedToken);
      if (botToken === undefined) {
        throw new StorageError(
          "unavailable",
          `Footnote's token for ${teamName} was encrypted with another key: put back FOOTNOTE_SECRET_KEY or secret.key as it was, or install Footnote there again.`,
        );
      }
      const [, , installedBy = ""] = record.installedBy.split(":");
      return { teamId, teamName, botUserId, botId, botToken, scopes, installedBy, installedAt };
    },
    async keep({ teamId, teamName: name, botUserId, botId, botToken, ...installed }) {
      const workspaceId = workspaceOf(teamId);
      const { installedAt } = installed;
      const installedBy = `${workspaceId}:${installed.installedBy}`;
      const scopes = [...installed.scopes];
      const save = async () => {
        const sealedToken = await sealer.seal(labelOf(teamId), botToken);
        const record = { workspaceId, name, botUserId, botId, sealedToken, scopes };
        await installations.save({ ...record, installedBy, installedAt });
      };
      await save().catch(againIfChanged(save));
      const action = "workspace.installed";
      const detail = { workspaceId, name, scopes };
      await audit.append({ at: installedAt, actor: installedBy, action, detail });
    },
    begin: (state, browser) =>
      installations.states.begin(
        {
          stateHash: hash(state),
          browserHash: hash(browser),
          expiresAt: now() + STATE_LIFE_MS,
        },
        { now: now(), most: MOST_STATES },
      ),
    take: (state, browser) => installations.states.take(hash(state), hash(browser), now()),
  };
}

function workspaceOf(teamId: string): string {
  return `slack:${teamId}`;
}

/** No source can be called so. */
function labelOf(teamId: string): string {
  return `installation ${workspaceOf(teamId)}`;
}

function hash(text: string): string {
  return createHash("sha256").update(text).digest("base64url");
}
