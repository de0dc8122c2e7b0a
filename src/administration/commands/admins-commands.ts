import { type Commander, sentence } from "../../chat/admin-reply.ts";
import { platformOf } from "../../chat/platform-of.ts";
import { AdminError } from "../../sources/sources-deps.ts";
import type { AdminCommand, AdminDeps } from "../admin-command.ts";
import { addAdmin, removeAdmin } from "../change-admins.ts";
import { nameOr } from "../describe/describe-who-may.ts";
import { fromNow } from "../describe/in-words.ts";
import { mayStillAdminister } from "../may-administer.ts";
import { takePage } from "../words/take-page.ts";

/** Who may administer beside the workspace's owners and admins. */
export const adminsCommands: readonly AdminCommand[] = [
  {
    name: "admins",
    usage: "",
    summary: "who may use these commands",
    needsAdmin: true,
    takes: [0, 2],
    async run(words, { workspaceId }, deps) {
      const added = await deps.storage.administration.admins.list(workspaceId);
      const named = await Promise.all(
        added.map(async (admin) => ({
          ...admin,
          name: await nameOr(admin.person, deps),
          adder: await nameOr(admin.addedBy, deps),
          isAble: await mayStillAdminister(admin.person, deps),
        })),
      );
      const items = takePage(
        named,
        words,
        "admins",
        ({ person, name, adder, addedAt, isAble }) => ({
          title: name,
          lines: [
            `added by ${adder} ${fromNow(addedAt, deps.now())}`,
            ...(isAble !== false
              ? []
              : ["no full member any more, so they may not use these commands"]),
          ],
          buttons: [
            {
              label: "Remove",
              command: `admins remove ${person}`,
              confirm: `${name} may not use admin commands any more?`,
              style: "danger" as const,
            },
          ],
        }),
      );
      return {
        parts: [
          { type: "text", text: "Owners and admins of this workspace, and whom they added:" },
          { type: "list", title: "Added", items, none: "Nobody was added." },
        ],
      };
    },
  },
  {
    name: "admins add",
    usage: "<user>",
    summary: "let somebody use these commands",
    needsAdmin: true,
    takes: [1, 1],
    async run([who = ""], commander, deps) {
      requireOwnPerson(who, commander);
      const platform = platformOf(who, deps.platforms);
      const name = await nameOr(who, deps);
      if (!(await platform.isMember(who))) {
        throw new AdminError(
          `${name} is no full member of this workspace, so they cannot be an admin.`,
        );
      }
      if (await platform.isAdmin(who)) {
        return sentence(`${name} is ${platform.adminTitle} and may use all of this anyway.`);
      }
      const isNew = await addAdmin(who, commander.person, deps);
      return sentence(isNew ? `${name} is an admin now.` : `${name} is an admin already.`);
    },
  },
  {
    name: "admins remove",
    usage: "<user>",
    summary: "take that back",
    needsAdmin: true,
    takes: [1, 1],
    async run([who = ""], commander, deps) {
      requireOwnPerson(who, commander);
      await keepTheLast(who, commander, deps);
      const name = await nameOr(who, deps);
      if (await removeAdmin(who, commander.person, deps)) {
        return sentence(`${name} is no admin any more.`);
      }
      const platform = platformOf(who, deps.platforms);
      const isAnyway = await platform.isAdmin(who);
      return sentence(
        isAnyway
          ? `${name} may use these commands as ${platform.adminTitle}; that is changed there.`
          : `${name} was not an admin.`,
      );
    },
  },
];

/** People of another workspace are nobody here. */
function requireOwnPerson(who: string, { workspaceId }: Commander): void {
  if (who.startsWith(`${workspaceId}:`)) return;
  throw new AdminError(
    `"${who.slice(0, 60)}" is nobody in this workspace: mention the person, such as @anna.`,
  );
}

/** Somebody has to be left who may add others. */
async function keepTheLast(who: string, { person, workspaceId }: Commander, deps: AdminDeps) {
  if (who !== person || (await platformOf(who, deps.platforms).isAdmin(who))) return;
  const added = await deps.storage.administration.admins.list(workspaceId);
  if (added.some((admin) => admin.person !== person)) return;
  throw new AdminError("You are the last admin who was added: add somebody else first.");
}
