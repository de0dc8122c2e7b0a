import { z } from "zod";
import { ROLES } from "../drive/items.ts";
import type { World } from "../world.ts";

const id = z.string().min(1);

/** What people do in the drive. */
export const driveTask = z.discriminatedUnion("do", [
  z.strictObject({
    do: z.literal("create"),
    name: z.string(),
    kind: z.enum(["document", "folder", "text"]).default("document"),
    parentId: id.optional(),
    owner: z.email().optional(),
    text: z.string().default(""),
  }),
  z.strictObject({ do: z.literal("edit"), id, text: z.string() }),
  z.strictObject({ do: z.literal("rename"), id, name: z.string() }),
  z.strictObject({ do: z.literal("move"), id, parentId: id }),
  z.strictObject({
    do: z.literal("share"),
    id,
    type: z.enum(["user", "group", "domain", "anyone"]),
    role: z.enum(ROLES).default("reader"),
    emailAddress: z.email().optional(),
    domain: z.string().optional(),
    allowFileDiscovery: z.boolean().optional(),
    expirationTime: z.iso.datetime().optional(),
  }),
  z.strictObject({ do: z.enum(["unshare", "expire"]), id, grantee: z.string() }),
  z.strictObject({ do: z.enum(["limit", "unlimit", "trash", "restore", "delete"]), id }),
  z.strictObject({ do: z.literal("set-group"), email: z.email(), members: z.array(z.email()) }),
  z.strictObject({
    do: z.enum(["delete-group", "delete-user", "suspend-user", "resume-user"]),
    email: z.email(),
  }),
  z.strictObject({ do: z.literal("advance"), minutes: z.number().positive() }),
]);

/** Does what people do in the drive; returns the id of what it made. */
export function controlDrive({ drive }: World, asked: z.infer<typeof driveTask>): unknown {
  switch (asked.do) {
    case "create": {
      const { do: _, kind, text, ...rest } = asked;
      const place = defined(rest);
      if (kind === "folder") return { id: drive.createFolder(place) };
      if (kind === "document") return { id: drive.createDocument({ ...place, markdown: text }) };
      return { id: drive.createFile({ ...place, mimeType: "text/plain", content: text }) };
    }
    case "edit":
      return drive.edit(asked.id, asked.text);
    case "rename":
      return drive.rename(asked.id, asked.name);
    case "move":
      return drive.move(asked.id, asked.parentId);
    case "share": {
      const { do: _, id: fileId, ...permission } = asked;
      return { id: drive.share(fileId, defined(permission)) };
    }
    case "unshare":
      return drive.unshare(asked.id, asked.grantee);
    case "expire":
      return drive.expire(asked.id, asked.grantee);
    case "limit":
    case "unlimit":
      return drive.setLimited(asked.id, asked.do === "limit");
    case "trash":
    case "restore":
      return drive.setTrashed(asked.id, asked.do === "trash");
    case "delete":
      return drive.destroy(asked.id);
    case "set-group":
      drive.createGroup(asked.email, asked.members);
      return undefined;
    case "delete-group":
      return drive.deleteGroup(asked.email);
    case "suspend-user":
    case "resume-user":
      return drive.setSuspended(asked.email, asked.do === "suspend-user");
    case "delete-user":
      return drive.deleteUser(asked.email);
    case "advance":
      return drive.advance(asked.minutes * 60_000);
  }
}

type Defined<T> = { [K in keyof T]: Exclude<T[K], undefined> };

/** Without what was not given. */
function defined<T extends object>(value: T): Defined<T> {
  const entries = Object.entries(value).filter(([, one]) => one !== undefined);
  return Object.fromEntries(entries) as Defined<T>;
}
