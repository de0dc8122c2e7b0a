import type { Command } from "commander";
import type { JudgedGroup } from "../../../access/groups/judge-groups.ts";
import { removeOwnGroup, setOwnGroup } from "../../../access/own/own-groups.ts";
import { describeGroup } from "../../../administration/access/describe-access.ts";
import { printJson, printLine, UsageError, withApp } from "../command-context.ts";
import { ACTOR, confirm, type JsonFlag } from "../sources/source-access-commands.ts";

export function addGroupsCommand(access: Command): void {
  access
    .command("groups")
    .description("who is in which group; `groups set <name> <who>…`, `groups remove <name>`")
    .argument("[verb]", "set, remove")
    .argument("[name]", "of a group of your own: finance stands for group:finance")
    .argument("[principal...]", "who is in it: people, domains, everyone, groups of any kind")
    .option("--json", "print JSON")
    .action((verb: string | undefined, name = "", members: string[], { json }: JsonFlag) => {
      if (verb === undefined) return list(json ?? false);
      if (verb === "set" && members.length > 0) return set(name, members, json ?? false);
      if (verb === "remove" && name !== "" && members.length === 0) {
        return remove(name, json ?? false);
      }
      throw new UsageError(
        "Say it like this: access groups, access groups set <name> <principal>…, access groups remove <name>.",
      );
    });
}

async function list(json: boolean): Promise<void> {
  const { groups, now } = await withApp(async ({ administering, now }) => ({
    groups: [...(await administering.membership()).groups.values()],
    now: now(),
  }));
  if (json) return printJson(groups.map(showGroup));
  if (groups.length === 0) {
    printLine("No source said yet who is in a group, and no admin made one.");
  }
  for (const group of groups) {
    printLine(`${group.principal}  ${describeGroup(group, now)}`);
    if (group.source === undefined) printLine(`    ${group.members.join(", ")}`);
  }
}

/** A group as JSON; times are ISO 8601. */
export function showGroup({ source, saidAt, ...group }: JudgedGroup) {
  return {
    ...{ principal: group.principal, state: group.state, from: source ?? "admin" },
    ...{ name: group.name ?? null, setBy: group.setBy ?? null },
    ...{ members: group.members, unknownMembers: group.unknownMembers },
    saidAt: saidAt === undefined ? null : new Date(saidAt).toISOString(),
    error: group.error ?? null,
  };
}

async function set(name: string, members: string[], json: boolean): Promise<void> {
  const done = await withApp((app) => setOwnGroup(name, members, ACTOR, app));
  const { principal } = done;
  const value = { principal, members: done.members, before: done.before ?? null };
  confirm(json, value, `${principal} is ${done.members.join(", ")} now.`);
}

async function remove(name: string, json: boolean): Promise<void> {
  const { principal } = await withApp((app) => removeOwnGroup(name, ACTOR, app));
  confirm(json, { principal }, `${principal} is gone: what is for it is nobody's now.`);
}
