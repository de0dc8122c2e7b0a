import { z } from "zod";
import type { NewMessage } from "../../actions/post.ts";
import { refuseWith, SlackRefusal } from "../../api/refusal.ts";
import type { Block } from "../../blocks/block.ts";
import { checkBlocks } from "../../blocks/check-blocks.ts";
import type { MessageMetadata } from "../../shapes/message.ts";
import { type Call, flag, json, text } from "../method.ts";

const MOST_CHARACTERS = 40_000;
const ADVISED_CHARACTERS = 4_000;
const MOST_MARKDOWN = 12_000;
const MOST_METADATA = 8_000;
const MOST_ATTACHMENTS = 100;

/** What a message may be made of. */
export const contentArgs = {
  text: text.optional(),
  blocks: json(z.array(z.unknown())).optional(),
  attachments: json(z.array(z.looseObject({ blocks: z.unknown().optional() }))).optional(),
  markdown_text: text.optional(),
  parse: z.enum(["full", "none"]).optional(),
  link_names: flag.optional(),
};

export const authorArgs = {
  as_user: flag.optional(),
  username: text.optional(),
  icon_emoji: text.optional(),
  icon_url: text.optional(),
};

export const metadataArg = { metadata: json(z.unknown()).optional() };

export interface Contents {
  text?: string | undefined;
  blocks?: unknown[] | undefined;
  attachments?: { blocks?: unknown }[] | undefined;
  markdown_text?: string | undefined;
  metadata?: unknown;
  username?: string | undefined;
  icon_emoji?: string | undefined;
  icon_url?: string | undefined;
  parse?: string | undefined;
  link_names?: boolean | undefined;
}

type Made = Pick<NewMessage, "text" | "blocks" | "attachments" | "metadata" | "username">;

/** The contents as they are kept, or Slack's refusal. */
export function readContents(call: Call, contents: Contents, most = MOST_CHARACTERS): Made {
  const { blocks, attachments, markdown_text: markdown } = contents;
  if (markdown !== undefined && (contents.text !== undefined || blocks !== undefined)) {
    throw new SlackRefusal("markdown_text_conflict");
  }
  const has = [contents.text, markdown].some(Boolean) || blocks?.length || attachments?.length;
  if (!has) throw new SlackRefusal("no_text");
  const words = contents.text ?? markdown ?? "";
  if (words.length > (markdown === undefined ? most : MOST_MARKDOWN)) {
    throw new SlackRefusal("msg_too_long");
  }
  if (blocks === undefined && markdown === undefined && words.length > ADVISED_CHARACTERS) {
    call.complain(`a text of ${words.length} characters: Slack advises 4,000 at most`);
  }
  if (blocks !== undefined && !contents.text)
    call.complain("blocks without a text to fall back on");
  if (blocks !== undefined) refuseBlocks(checkBlocks(blocks, "message"));
  if ((attachments?.length ?? 0) > MOST_ATTACHMENTS) throw new SlackRefusal("too_many_attachments");
  for (const [i, { blocks: inside }] of (attachments ?? []).entries()) {
    if (inside === undefined) continue;
    refuseBlocks(checkBlocks(inside, "message", `/attachments/${i}/blocks`));
  }
  const named = contents.username ?? contents.icon_emoji ?? contents.icon_url;
  if (named !== undefined && !call.installation.scopes.includes("chat:write.customize")) {
    const provided = call.installation.scopes.join(",");
    throw new SlackRefusal("missing_scope", { needed: "chat:write.customize", provided });
  }
  const metadata = readMetadata(contents.metadata);
  const rich = markdown === undefined ? blocks : [{ type: "markdown", text: markdown }];
  return {
    text: contents.parse === "full" || contents.link_names ? linked(words) : words,
    ...(rich === undefined ? {} : { blocks: withIds(call, rich as Block[]) }),
    ...(attachments === undefined ? {} : { attachments }),
    ...(metadata === undefined ? {} : { metadata }),
    ...(contents.username === undefined ? {} : { username: contents.username }),
  };
}

export function refuseBlocks(problems: string[]): void {
  if (problems.length > 0) throw refuseWith("invalid_blocks", problems);
}

/** Every block and interactive element without an id gets one, as Slack gives them. */
export function withIds({ world }: Pick<Call, "world">, blocks: Block[]): Block[] {
  return blocks.map((block) => {
    const named = { ...block, block_id: block.block_id ?? world.ids.next("b") };
    if (!["actions", "context_actions"].includes(block.type)) return named;
    const elements = block.elements as { action_id?: string }[];
    return {
      ...named,
      elements: elements.map((one) => ({
        ...one,
        action_id: one.action_id ?? world.ids.next("a"),
      })),
    };
  });
}

const metadataSchema = z.looseObject({
  event_type: z.string().regex(/^[\w.:-]{1,255}$/),
  event_payload: z.record(z.string(), z.unknown()),
});

export function readMetadata(value: unknown): MessageMetadata | undefined {
  if (value === undefined) return undefined;
  const read = metadataSchema.safeParse(value);
  if (!read.success) throw new SlackRefusal("invalid_metadata_format");
  if (JSON.stringify(value).length > MOST_METADATA) throw new SlackRefusal("metadata_too_large");
  return { event_type: read.data.event_type, event_payload: read.data.event_payload };
}

/** `parse: full` and `link_names` turn bare `@channel` into what rings everybody's bell. */
function linked(words: string): string {
  return words.replaceAll(/(^|\s)@(here|channel|everyone)\b/g, "$1<!$2>");
}
