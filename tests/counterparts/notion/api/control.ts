import { z } from "zod";
import { answerControl } from "../../shared/answer-control.ts";
import { fileBlock, paragraph } from "../workspace/content.ts";
import type { World } from "../world.ts";

const id = z.uuid();
const rate = z.number().min(0).max(1);

const operation = z.discriminatedUnion("do", [
  z.strictObject({
    do: z.literal("create"),
    title: z.string(),
    parentId: id.optional(),
    text: z.string().default(""),
  }),
  z.strictObject({ do: z.literal("edit"), id, text: z.string() }),
  z.strictObject({ do: z.literal("rename"), id, title: z.string() }),
  z.strictObject({ do: z.literal("move"), id, parentId: id.optional() }),
  z.strictObject({
    do: z.enum(["share", "restrict", "inherit", "trash", "restore", "delete"]),
    id,
  }),
  z.strictObject({
    do: z.literal("misbehave"),
    rateLimited: rate.default(0),
    serverError: rate.default(0),
    cut: rate.default(0),
  }),
  z.strictObject({ do: z.literal("advance"), minutes: z.number().positive() }),
  z.strictObject({
    do: z.literal("allow"),
    content: z.boolean().default(true),
    comments: z.boolean().default(true),
    users: z.enum(["none", "names", "emails"]).default("names"),
  }),
  z.strictObject({ do: z.literal("renew-token"), token: z.string().min(1) }),
  z.strictObject({
    do: z.literal("attach"),
    id,
    name: z.string().min(1),
    text: z.string().default(""),
    base64: z.base64().optional(),
  }),
  z.strictObject({ do: z.literal("detach"), id }),
  z.strictObject({ do: z.literal("subscribe"), url: z.url() }),
  z.strictObject({ do: z.literal("verify"), token: z.string() }),
  z.strictObject({ do: z.enum(["expire-access", "revoke-grants"]) }),
]);

/** Lets people and scripts do in the workspace what its owners would; needs no token. */
export function control(world: World, method: string, path: string, text: string) {
  const views = {
    requests: () => world.requests,
    webhooks: () => world.webhooks.deliveries,
  };
  return answerControl(
    { views, operation, perform: (task) => perform(world, task) },
    method,
    path,
    text,
  );
}

function perform(world: World, task: z.infer<typeof operation>): unknown {
  const { workspace } = world;
  switch (task.do) {
    case "create": {
      const { title, parentId, text } = task;
      return { id: workspace.createPage({ title, parentId, blocks: [paragraph(text)] }) };
    }
    case "edit":
      return workspace.writeBlocks(task.id, [paragraph(task.text)]);
    case "rename":
      return workspace.rename(task.id, task.title);
    case "move":
      return workspace.move(task.id, task.parentId);
    case "share":
      return workspace.setAccess(task.id, "shared");
    case "restrict":
      return workspace.setAccess(task.id, "restricted");
    case "inherit":
      return workspace.setAccess(task.id, "inherit");
    case "trash":
      return workspace.setTrashed(task.id, true);
    case "restore":
      return workspace.setTrashed(task.id, false);
    case "delete":
      return workspace.destroy(task.id);
    case "advance":
      return workspace.advance(task.minutes * 60_000);
    case "misbehave": {
      const { do: _, ...faults } = task;
      world.faults = faults;
      return undefined;
    }
    case "allow": {
      const { do: _, ...capabilities } = task;
      world.capabilities = capabilities;
      return undefined;
    }
    case "attach": {
      const { base64 } = task;
      const bytes = base64 === undefined ? task.text : Buffer.from(base64, "base64");
      const address = workspace.addFile(task.name, bytes);
      const [blockId] = workspace.appendBlocks(task.id, [fileBlock(address)]);
      return { id: blockId };
    }
    case "detach":
      return workspace.removeBlock(task.id);
    case "subscribe":
      return world.webhooks.subscribe(task.url);
    case "verify":
      return world.webhooks.verify(task.token);
    case "expire-access":
      return world.oauth.expireAccess();
    case "revoke-grants":
      return world.oauth.revokeAll();
    case "renew-token":
      world.token = task.token;
      return undefined;
  }
}
