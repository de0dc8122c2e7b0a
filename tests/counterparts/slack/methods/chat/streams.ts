import { z } from "zod";
import { change, post } from "../../actions/post.ts";
import { refuseWith, SlackRefusal } from "../../api/refusal.ts";
import type { Block } from "../../blocks/block.ts";
import { checkBlocks } from "../../blocks/check-blocks.ts";
import { type Chunk, checkChunks } from "../../blocks/check-chunks.ts";
import type { Message } from "../../shapes/message.ts";
import { sessionIn } from "../../state/sessions.ts";
import { checkThread, ownMessage, seenChannel, writableChannel } from "../channel-access.ts";
import { type Call, json, type Method, method, text, ts } from "../method.ts";
import { authorArgs, metadataArg, readMetadata, refuseBlocks, withIds } from "./contents.ts";
import { clearStatusLine, inThread } from "./messages.ts";
import { addChunks } from "./stream-blocks.ts";

const MOST_AT_ONCE = 12_000;
const MOST_IN_ALL = 12_000;
const { as_user: _, ...authors } = authorArgs;
const pieces = { markdown_text: text.optional(), chunks: json(z.unknown()).optional() };
const status = z.enum(["active", "processing", "suspended", "closed"]);

/** Answers that grow while one reads. */
export const streamMethods: Record<string, Method> = {
  "chat.startStream": method({
    scopes: ["chat:write"],
    tier: "tier2",
    args: {
      channel: text,
      thread_ts: ts.optional(),
      recipient_team_id: text.optional(),
      recipient_user_id: text.optional(),
      task_display_mode: z.enum(["timeline", "plan"]).optional(),
      ...pieces,
      ...authors,
    },
    run(call, args) {
      const channel = writableChannel(call, args.channel);
      checkThread(channel, args.thread_ts);
      if (channel.kind === "im" && args.thread_ts === undefined) {
        throw new SlackRefusal("invalid_thread_ts");
      }
      if (channel.kind !== "im") {
        if (!args.recipient_user_id) throw new SlackRefusal("missing_recipient_user_id");
        if (!args.recipient_team_id) throw new SlackRefusal("missing_recipient_team_id");
      }
      const chunks = readPieces(args);
      const { botUserId: user, botId } = call.installation;
      const message = post(call.world, channel, {
        ...addChunks({ text: "", blocks: [] }, chunks),
        user,
        botId,
        appId: call.world.app.id,
        ...inThread(args.thread_ts),
        stream: "in_progress",
        unfurlLinks: false,
        unfurlMedia: false,
      });
      const threadTs = args.thread_ts ?? message.ts;
      clearStatusLine(call, channel.id, threadTs);
      const session = sessionIn(call.world, channel.id, threadTs);
      session.status = "processing";
      return { channel: channel.id, ts: message.ts };
    },
  }),
  "chat.appendStream": method({
    scopes: ["chat:write"],
    tier: "tier4",
    args: { channel: text, ts, ...pieces },
    run(call, args) {
      const { message } = findStream(call, args);
      const chunks = readPieces(args);
      if (chunks.length === 0) throw new SlackRefusal("no_text");
      Object.assign(message, grow(message, chunks));
      message.changes += 1;
      call.world.version += 1;
      return { channel: args.channel, ts: message.ts };
    },
  }),
  "chat.stopStream": method({
    scopes: ["chat:write"],
    tier: "tier2",
    args: {
      channel: text,
      ts,
      blocks: json(z.array(z.unknown())).optional(),
      session_status: status.optional(),
      ...pieces,
      ...metadataArg,
    },
    run(call, args) {
      const { channel, message } = findStream(call, args);
      const chunks = readPieces(args);
      const { blocks = [] } = args;
      refuseBlocks(checkBlocks(blocks, "message"));
      const metadata = readMetadata(args.metadata);
      const made = grow(message, chunks);
      const all = [...made.blocks, ...withIds(call, blocks as Block[])];
      change(call.world, channel, message, {
        text: made.text,
        blocks: all,
        stream: "completed",
        ...(metadata === undefined ? {} : { metadata }),
      });
      const threadTs = message.threadTs ?? message.ts;
      const session = sessionIn(call.world, channel.id, threadTs);
      session.status = args.session_status ?? "active";
      return { channel: channel.id, ts: message.ts, message: { text: made.text, blocks: all } };
    },
  }),
};

/** Slack says 12,000 characters a call; what it lets a whole message hold is not told, so no more. */
function grow(message: Message, chunks: readonly Chunk[]) {
  const made = addChunks(message, chunks);
  if (made.text.length > MOST_IN_ALL) throw new SlackRefusal("msg_too_long");
  return made;
}

interface Pieces {
  markdown_text?: string | undefined;
  chunks?: unknown;
}

function readPieces({ markdown_text: markdown, chunks }: Pieces): Chunk[] {
  if ((markdown?.length ?? 0) > MOST_AT_ONCE) throw new SlackRefusal("msg_too_long");
  if (markdown !== undefined && chunks !== undefined) throw new SlackRefusal("invalid_arguments");
  if (markdown) return [{ type: "markdown_text", text: markdown }];
  const read = checkChunks(chunks ?? []);
  if (read.problems.length > 0) throw refuseWith("invalid_chunks", read.problems);
  return read.chunks;
}

function findStream(call: Call, args: { channel: string; ts: string }) {
  const channel = seenChannel(call, args.channel);
  if (channel.archived) throw new SlackRefusal("is_archived");
  const message: Message = ownMessage(call, channel, args.ts, "message_not_owned_by_app");
  if (message.stream !== "in_progress") throw new SlackRefusal("message_not_in_streaming_state");
  return { channel, message };
}
