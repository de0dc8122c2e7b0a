import { z } from "zod";
import { post } from "../actions/post.ts";
import { SlackRefusal } from "../api/refusal.ts";
import type { UploadedFile } from "../world.ts";
import { writableChannel } from "./channel-access.ts";
import { inThread, own } from "./chat/messages.ts";
import { count, json, type Method, method, paging, text, ts } from "./method.ts";

const completed = z.strictObject({
  id: z.string(),
  title: z.string().optional(),
  highlight_type: z.string().optional(),
});

/** Files an answer brings along: asked for, sent, then shared. */
export const fileMethods: Record<string, Method> = {
  "files.getUploadURLExternal": method({
    scopes: ["files:write"],
    tier: "tier4",
    args: {
      filename: z.string().min(1),
      length: count,
      alt_text: text.optional(),
      snippet_type: text.optional(),
    },
    run({ world, installation }, { filename: name, length }) {
      const id = world.ids.next("F");
      const { botUserId: user } = installation;
      world.files.set(id, { id, name, title: name, length, user, bytes: undefined, done: false });
      return { upload_url: `${world.url}/upload/v1/${id}`, file_id: id };
    },
  }),
  "files.completeUploadExternal": method({
    scopes: ["files:write"],
    tier: "tier4",
    args: {
      files: json(z.array(completed).min(1)),
      channel_id: text.optional(),
      thread_ts: ts.optional(),
      initial_comment: text.optional(),
      blocks: json(z.array(z.unknown())).optional(),
    },
    run(call, args) {
      const files = args.files.map(({ id, title }) => {
        const file = call.world.files.get(id);
        if (file?.bytes === undefined) throw new SlackRefusal("file_not_found");
        return Object.assign(file, { done: true, title: title ?? file.name });
      });
      if (args.channel_id !== undefined) {
        const channel = writableChannel(call, args.channel_id);
        const contents = { text: args.initial_comment ?? "shared a file", blocks: args.blocks };
        post(call.world, channel, {
          ...own(call, contents),
          ...inThread(args.thread_ts),
          text: args.initial_comment ?? "",
          subtype: "file_share",
          files: files.map(fileJson),
        });
      }
      return { files: files.map(fileJson) };
    },
  }),
  "files.info": method({
    scopes: ["files:read"],
    tier: "tier4",
    args: { file: text, count: count.optional(), page: count.optional(), ...paging },
    run({ world }, { file: id }) {
      const file = world.files.get(id);
      if (file === undefined || !file.done) throw new SlackRefusal("file_not_found");
      return { file: fileJson(file), comments: [] };
    },
  }),
};

function fileJson({ id, name, title, length, user }: UploadedFile) {
  const mimetype = name.endsWith(".csv") ? "text/csv" : "application/octet-stream";
  return { id, name, title, mimetype, size: length, user };
}
