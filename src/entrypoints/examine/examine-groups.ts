import { isOwnGroup, isSourceGroup } from "../../access/groups/group-kinds.ts";
import type { JudgedGroup } from "../../access/groups/judge-groups.ts";
import { principalsBySource, principalsOfOthers } from "../../access/groups/principals-in-use.ts";
import type { App } from "../../app.ts";
import type { Check } from "./check.ts";

const MOST_NAMED = 5;

/** Groups that something is for and whose members nobody knows, and sources that could not say. */
export async function examineGroups({ storage, administering }: App): Promise<Check[]> {
  const ofDocuments = [...(await principalsBySource(storage)).values()].flat();
  const all = new Set([...ofDocuments, ...(await principalsOfOthers(storage))]);
  const inUse = [...all].filter((one) => isSourceGroup(one) || isOwnGroup(one));
  const { groups } = await administering.membership();
  const syncs = await storage.groups.syncs.list();
  if (inUse.length === 0 && groups.size === 0) return [];
  const inState = (state: JudgedGroup["state"]) =>
    inUse.filter((one) => groups.get(one)?.state === state);
  const unsaid = inUse.filter((one) => isSourceGroup(one) && !groups.has(one));
  const unmade = inUse.filter((one) => isOwnGroup(one) && !groups.has(one));
  const troubled = inUse.filter(
    (one) => groups.get(one)?.state === "known" && groups.get(one)?.error !== undefined,
  );
  const bad = [
    tell("too old to count", inState("stale")),
    tell("could not be read", inState("failed")),
    tell("no source said who is in", unsaid),
    tell("keep the members they had, for they could not be read", troubled),
  ].filter((part) => part !== undefined);
  const other = [
    tell("do not exist any more", inState("gone")),
    tell("made by no admin, so nobody is in", unmade),
  ].filter((part) => part !== undefined);
  const known = `${inState("known").length} of ${inUse.length} known`;
  const way = unmade.map((one) => `access groups set ${one.slice("group:".length)} <who>…`)[0];
  const checks: Check[] = [
    {
      name: "groups",
      ok: bad.length === 0,
      detail: [known, ...bad, ...other].join("; "),
      fix:
        bad.length > 0
          ? "npm run footnote -- access sync; a source of Google Drive or Confluence says who is in its groups"
          : way === undefined
            ? undefined
            : `npm run footnote -- ${way}`,
    },
  ];
  const failed = syncs.filter(({ error }) => error !== undefined);
  return [
    ...checks,
    ...failed.map(({ source, error }) => ({
      name: `groups of ${source}`,
      ok: false,
      detail: error ?? "",
    })),
  ];
}

function tell(what: string, groups: readonly string[]): string | undefined {
  if (groups.length === 0) return undefined;
  const more = groups.length > MOST_NAMED ? ` and ${groups.length - MOST_NAMED} more` : "";
  return `${what}: ${groups.slice(0, MOST_NAMED).join(", ")}${more}`;
}
