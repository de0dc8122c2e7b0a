import { z } from "zod";
import type { World } from "../world.ts";

const id = z.string().regex(/^(?:att)?\d+$/);
const rate = z.number().min(0).max(1);
const names = z.array(z.string()).default([]);

/** What can be done from outside; people and groups by their ids. */
export const operation = z.discriminatedUnion("do", [
  z.strictObject({
    do: z.literal("create"),
    spaceKey: z.string(),
    title: z.string(),
    parentId: id.optional(),
    storage: z.string().default(""),
    kind: z.enum(["page", "blogpost", "folder"]).default("page"),
  }),
  z.strictObject({ do: z.literal("edit"), id, storage: z.string() }),
  z.strictObject({ do: z.literal("rename"), id, title: z.string() }),
  z.strictObject({
    do: z.literal("move"),
    id,
    parentId: id.optional(),
    spaceKey: z.string().optional(),
  }),
  z.strictObject({ do: z.literal("comment"), id, storage: z.string() }),
  z.strictObject({ do: z.literal("restrict"), id, users: names, groups: names }),
  z.strictObject({
    do: z.enum(["archive", "trash"]),
    id,
    withChildren: z.boolean().default(false),
  }),
  z.strictObject({ do: z.enum(["unrestrict", "restore", "purge"]), id }),
  z.strictObject({ do: z.literal("label"), id, labels: names }),
  z.strictObject({
    do: z.literal("space-readers"),
    spaceKey: z.string(),
    users: names,
    groups: names,
    anonymous: z.boolean().default(false),
  }),
  z.strictObject({ do: z.enum(["archive-space", "delete-space"]), spaceKey: z.string() }),
  z.strictObject({ do: z.literal("set-group"), id: z.string(), members: names }),
  z.strictObject({ do: z.literal("delete-group"), id: z.string() }),
  z.strictObject({
    do: z.literal("change-user"),
    accountId: z.string(),
    email: z.email().optional(),
    emailVisible: z.boolean().optional(),
    accountStatus: z.enum(["active", "inactive", "closed"]).optional(),
  }),
  z.strictObject({
    do: z.literal("misbehave"),
    rateLimited: rate.default(0),
    serverError: rate.default(0),
    cut: rate.default(0),
  }),
  z.strictObject({ do: z.literal("advance"), minutes: z.number().positive() }),
  z.strictObject({
    do: z.literal("renew-token"),
    email: z.string(),
    token: z.string().min(1),
    scopes: z.array(z.string()).optional(),
  }),
  z.strictObject({ do: z.enum(["revoke-grants", "expire-access"]) }),
]);

export type Task = z.infer<typeof operation>;

export function perform(world: World, task: Task): unknown {
  const { site } = world;
  switch (task.do) {
    case "create": {
      const { kind, do: _, ...page } = task;
      if (kind === "blogpost") return { id: site.createBlogPost(page) };
      return { id: site.createPage({ ...page, type: kind }) };
    }
    case "edit":
      return site.edit(task.id, { storage: task.storage });
    case "rename":
      return site.rename(task.id, task.title);
    case "move":
      if (task.spaceKey !== undefined) {
        return site.moveToSpace(task.id, task.spaceKey, task.parentId);
      }
      return site.move(task.id, task.parentId ?? "");
    case "comment":
      return { id: site.comment({ on: task.id, storage: task.storage }) };
    case "restrict":
      return site.restrict(task.id, { read: { users: task.users, groups: task.groups } });
    case "archive":
      return site.archive(task.id, task.withChildren);
    case "trash":
      return site.setTrashed(task.id, task.withChildren);
    case "label":
      return site.label(task.id, task.labels);
    case "space-readers":
      return site.setSpacePermissions(task.spaceKey, task);
    case "archive-space":
      return site.archiveSpace(task.spaceKey);
    case "delete-space":
      return site.deleteSpace(task.spaceKey);
    case "set-group":
      return site.setMembers(task.id, task.members);
    case "delete-group":
      return site.deleteGroup(task.id);
    case "change-user": {
      const { do: _, accountId, ...change } = task;
      const given = Object.entries(change).filter(([, value]) => value !== undefined);
      return site.changeUser(accountId, Object.fromEntries(given));
    }
    case "misbehave": {
      const { do: _, ...faults } = task;
      world.faults = faults;
      return undefined;
    }
    case "advance":
      return site.advance(task.minutes * 60_000);
    case "renew-token":
      return renewToken(world, task);
    case "revoke-grants":
      return world.grants.revoke();
    case "expire-access":
      return world.grants.expireAccessTokens();
    default:
      return site[task.do](task.id);
  }
}

interface NewToken {
  email: string;
  token: string;
  scopes?: string[] | undefined;
}

function renewToken({ apiTokens, site }: World, { email, token, scopes }: NewToken): void {
  const user = [...site.users.values()].find((one) => one.email === email);
  if (user === undefined) throw new Error(`nobody has the e-mail ${email}`);
  const { accountId } = user;
  apiTokens.set(email, { token, accountId, ...(scopes === undefined ? {} : { scopes }) });
}
