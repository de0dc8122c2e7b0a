import { z } from "zod";
import { change, type NewMessage, post, postEphemeral, remove } from "../actions/post.ts";
import type { Block } from "../blocks/block.ts";
import { checkBlocks } from "../blocks/check-blocks.ts";
import { withIds } from "../methods/chat/contents.ts";
import type { Channel } from "../shapes/channel.ts";
import type { Message } from "../shapes/message.ts";
import type { ResponseUrl } from "../shapes/view.ts";
import { findChannel } from "../state/channels.ts";
import type { World } from "../world.ts";

const LIFE_MS = 30 * 60_000;
const MOST_USES = 5;

const answerSchema = z.strictObject({
  text: z.string().max(40_000).optional(),
  blocks: z.array(z.unknown()).optional(),
  attachments: z.array(z.unknown()).optional(),
  response_type: z.enum(["in_channel", "ephemeral"]).optional(),
  replace_original: z.boolean().optional(),
  delete_original: z.boolean().optional(),
  thread_ts: z.string().optional(),
  unfurl_links: z.boolean().optional(),
  unfurl_media: z.boolean().optional(),
  mrkdwn: z.boolean().optional(),
  parse: z.string().optional(),
  metadata: z.unknown().optional(),
});

export interface Answered {
  status: number;
  body: string;
}

const OK: Answered = { status: 200, body: "ok" };

/** What an app posts to a response URL, or says with its acknowledgement of a command. */
export function answerWithMessage(world: World, url: string, answer: unknown): Answered {
  const id = url.slice(url.lastIndexOf("/") + 1);
  const place = world.responseUrls.get(id);
  if (place === undefined) return refuse(world, 404, "no_such_url");
  const value = typeof answer === "string" ? { text: answer } : answer;
  if (isNothing(value)) return OK;
  if (world.clock.now() - place.at > LIFE_MS) return refuse(world, 404, "expired_url");
  if (place.uses >= MOST_USES) return refuse(world, 404, "used_url");
  const read = answerSchema.safeParse(value);
  if (!read.success) return refuse(world, 400, `invalid_payload ${z.prettifyError(read.error)}`);
  const problems = checkBlocks(read.data.blocks ?? [], "message");
  if (problems.length > 0) return refuse(world, 400, `invalid_blocks ${problems.join(" ")}`);
  const says = read.data.text || read.data.blocks?.length;
  if (!says && read.data.delete_original !== true) return refuse(world, 400, "no_text");
  place.uses += 1;
  putInPlace(world, place, read.data);
  return OK;
}

/** An acknowledgement without words. */
function isNothing(value: unknown): boolean {
  if (value === undefined || value === null) return true;
  const { text = "", ...rest } = value as { text?: string };
  return text === "" && Object.keys(rest).length === 0;
}

function refuse(world: World, status: number, error: string): Answered {
  world.complaints.push(`response_url: ${error}`);
  return { status, body: JSON.stringify({ ok: false, error: error.split(" ")[0] }) };
}

function putInPlace(world: World, place: ResponseUrl, answer: z.infer<typeof answerSchema>): void {
  const channel = findChannel(world, place.channelId);
  const original = findOriginal(channel, place.messageTs);
  const blocks = withIds({ world }, (answer.blocks ?? []) as Block[]);
  const made = { text: answer.text ?? "", ...(answer.blocks === undefined ? {} : { blocks }) };
  if (original !== undefined && answer.delete_original === true) {
    takeAway(world, channel, original);
  } else if (original !== undefined && answer.replace_original === true) {
    replace(world, channel, original, made);
  } else {
    const installed = world.installations.find((one) => one.teamId === place.teamId);
    const threadTs = answer.thread_ts ?? place.threadTs;
    const message: NewMessage = {
      ...made,
      user: installed?.botUserId ?? "",
      botId: installed?.botId ?? "",
      appId: world.app.id,
      ...(threadTs === undefined ? {} : { threadTs }),
    };
    if (answer.response_type === "in_channel") post(world, channel, message);
    else postEphemeral(world, channel, { ...message, ephemeralFor: place.userId });
  }
}

function replace(
  world: World,
  channel: Channel,
  original: Message,
  made: Pick<NewMessage, "text" | "blocks">,
): void {
  if (original.ephemeralFor === undefined) change(world, channel, original, made);
  else Object.assign(original, made);
  world.version += 1;
}

function findOriginal(channel: Channel, ts: string | undefined): Message | undefined {
  return [...channel.messages, ...channel.ephemeral].find((message) => message.ts === ts);
}

function takeAway(world: World, channel: Channel, message: Message): void {
  if (message.ephemeralFor === undefined) remove(world, channel, message);
  else channel.ephemeral = channel.ephemeral.filter((one) => one !== message);
  world.version += 1;
}
