import type { JudgedGroup } from "../../access/groups/judge-groups.ts";
import { removeOwnGroup, setOwnGroup } from "../../access/own/own-groups.ts";
import { type AdminItem, sentence } from "../../chat/admin-reply.ts";
import type { AdminCommand, AdminDeps } from "../admin-command.ts";
import { quoteWord } from "../words/parse-command.ts";
import { takePage } from "../words/take-page.ts";
import { describeGroup } from "./describe-access.ts";
import { nameAdders } from "./name-adders.ts";
import { readMember } from "./read-member.ts";

const MOST_MEMBERS = 50;
const MOST_SHOWN = 8;

/** Groups that documents are for, and those of the admins' own. */
export const groupCommands: readonly AdminCommand[] = [
  {
    name: "access groups",
    usage: "",
    summary: "groups whose members are known, from sources and of your own",
    needsAdmin: true,
    takes: [0, 2],
    async run(words, _, deps) {
      const membership = await deps.administering.membership();
      const nameOf = await nameAdders(membership, deps);
      const describe = (group: JudgedGroup) => toItem(group, nameOf, deps);
      const items = takePage([...membership.groups.values()], words, "access groups", describe);
      const none = "No source said yet who is in a group, and no admin made one.";
      return { parts: [{ type: "list", title: "Groups", items, none }] };
    },
  },
  {
    name: "access groups set",
    usage: "<name> <who>…",
    summary: "make group:<name> of people, domains and groups, instead of what it was",
    needsAdmin: true,
    takes: [2, 1 + MOST_MEMBERS],
    async run([name = "", ...who], { person }, deps) {
      const members = await Promise.all(who.map((one) => readMember(one, person, deps)));
      const set = await setOwnGroup(name, members, person, deps);
      return sentence(`${set.principal} is ${set.members.join(", ")} now.`);
    },
  },
  {
    name: "access groups remove",
    usage: "<name>",
    summary: "nobody is in group:<name> any more",
    needsAdmin: true,
    takes: [1, 1],
    async run([name = ""], { person }, deps) {
      const { principal } = await removeOwnGroup(name, person, deps);
      return sentence(`${principal} is gone: what is for it is nobody's until you make it again.`);
    },
  },
];

function toItem(
  group: JudgedGroup,
  nameOf: (id: string) => string,
  { now }: Pick<AdminDeps, "now">,
): AdminItem {
  const { principal, source, members, state } = group;
  const title = { title: principal, state: state === "known" ? "ok" : "warning" } as const;
  const said = describeGroup(group, now(), nameOf);
  if (source !== undefined) return { ...title, lines: [said] };
  const more = members.length > MOST_SHOWN ? ` and ${members.length - MOST_SHOWN} more` : "";
  return {
    ...title,
    lines: [said, `${members.slice(0, MOST_SHOWN).join(", ")}${more}`],
    buttons: [
      {
        label: "Remove",
        command: `access groups remove ${quoteWord(principal.slice("group:".length))}`,
        confirm: `What is for ${principal} is nobody's then. Remove it?`,
        style: "danger",
      },
    ],
  };
}
