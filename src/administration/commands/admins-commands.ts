import { type Commander, sentence } from "../../chat/admin-reply.ts";
import { ChatError } from "../../chat/chat-error.ts";
import type { RoomPlatform } from "../../chat/chat-rooms.ts";
import { platformOf } from "../../chat/platform-of.ts";
import { AdminError } from "../../sources/sources-deps.ts";
import { type AdminCommand, type AdminDeps, asTyped } from "../admin-command.ts";
import { addAdmin, removeAdmin } from "../change-admins.ts";
import { nameOr } from "../describe/describe-who-may.ts";
import { fromNow } from "../describe/in-words.ts";
import { addressIn, findPerson } from "../find-person.ts";
import { mayStillAdminister } from "../may-administer.ts";
import { takePage } from "../words/take-page.ts";

const WHO = "<user or e-mail address>";

/** Who may administer beside those whom the platform or the configuration names. */
export const adminsCommands: readonly AdminCommand[] = [
  {
    name: "admins",
    usage: "",
    summary: "who may use these commands",
    needsAdmin: true,
    takes: [0, 2],
    async run(words, { person: by, workspaceId }, deps) {
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
      const { adminTitle } = platformOf(by, deps.platforms);
      return {
        parts: [
          { type: "text", text: `These commands are for ${adminTitle}, and for whom they added:` },
          { type: "list", title: "Added", items, none: "Nobody was added." },
        ],
      };
    },
  },
  {
    name: "admins add",
    usage: WHO,
    summary: "let somebody use these commands",
    needsAdmin: true,
    takes: [1, 1],
    async run([named = ""], commander, deps) {
      const who = await findPerson(named, commander, deps);
      const platform = platformOf(who, deps.platforms);
      const name = await nameOr(who, deps);
      if (!(await platform.isMember(who))) {
        throw new AdminError(`${name} is no full member here, so they cannot be an admin.`);
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
    usage: WHO,
    summary: "take that back",
    needsAdmin: true,
    takes: [1, 1],
    async run([named = ""], commander, deps) {
      const who = await findAdded(named, commander, deps);
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

/** Of two with one address, it is the one who was added. */
async function findAdded(who: string, commander: Commander, deps: AdminDeps): Promise<string> {
  const address = addressIn(who);
  if (address === undefined) return findPerson(who, commander, deps);
  const added = await deps.storage.administration.admins.list(commander.workspaceId);
  const platform = platformOf(commander.person, deps.platforms);
  const meant: string[] = [];
  for (const { person } of added) {
    const principal = await principalOr(person, platform);
    if (principal?.toLowerCase() === `user:${address.toLowerCase()}`) meant.push(person);
  }
  const [only] = meant;
  if (only !== undefined && meant.length === 1) return only;
  try {
    return await findPerson(who, commander, deps);
  } catch (error) {
    if (!(error instanceof ChatError) || error.code !== "invalid" || added.length === 0)
      throw error;
    const list = asTyped("admins", commander, deps);
    // Of who has left, the platform may not say any more what their address was.
    throw new AdminError(`${error.message} Or remove them with their button in ${list}.`);
  }
}

async function principalOr(person: string, platform: RoomPlatform): Promise<string | undefined> {
  try {
    return await platform.principalOf(person);
  } catch (error) {
    if (!(error instanceof ChatError)) throw error;
    return undefined;
  }
}

/** Somebody has to be left who may add others. */
async function keepTheLast(who: string, { person, workspaceId }: Commander, deps: AdminDeps) {
  if (who !== person || (await platformOf(who, deps.platforms).isAdmin(who))) return;
  const added = await deps.storage.administration.admins.list(workspaceId);
  if (added.some((admin) => admin.person !== person)) return;
  throw new AdminError("You are the last admin who was added: add somebody else first.");
}
