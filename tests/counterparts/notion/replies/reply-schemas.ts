import { z } from "zod";

const id = z.uuid();
const minute = z.iso.datetime().refine((time) => time.endsWith(":00.000Z"), "a whole minute");
const richText = z.array(
  z.strictObject({
    type: z.enum(["text", "mention", "equation"]),
    text: z.unknown().optional(),
    mention: z.unknown().optional(),
    equation: z.unknown().optional(),
    plain_text: z.string(),
    href: z.string().nullable(),
    annotations: z.strictObject({
      bold: z.boolean(),
      italic: z.boolean(),
      strikethrough: z.boolean(),
      underline: z.boolean(),
      code: z.boolean(),
      color: z.string(),
    }),
  }),
);
const person = z.strictObject({ object: z.literal("user"), id });
const parent = z.discriminatedUnion("type", [
  z.strictObject({ type: z.literal("workspace"), workspace: z.literal(true) }),
  z.strictObject({ type: z.literal("page_id"), page_id: id }),
  z.strictObject({ type: z.literal("block_id"), block_id: id }),
  z.strictObject({ type: z.literal("database_id"), database_id: id }),
  z.strictObject({ type: z.literal("data_source_id"), data_source_id: id, database_id: id }),
]);
const times = { created_time: minute, last_edited_time: minute };
const edits = { ...times, created_by: person, last_edited_by: person };
const trash = { in_trash: z.boolean(), archived: z.boolean() };
const look = { cover: z.null(), icon: z.null(), url: z.url(), public_url: z.null() };

const value = z
  .looseObject({ id: z.string(), type: z.string() })
  .refine(({ type, title }) => type !== "title" || richText.safeParse(title).success, "rich text");
const config: Record<string, z.ZodType> = {
  formula: z.strictObject({ expression: z.string() }),
  relation: z.strictObject({
    data_source_id: id,
    database_id: id,
    type: z.literal("single_property"),
    single_property: z.strictObject({}),
  }),
  rollup: z.strictObject({
    function: z.string(),
    relation_property_name: z.string(),
    relation_property_id: z.string(),
    rollup_property_name: z.string(),
    rollup_property_id: z.string(),
  }),
};
/** A column says what is particular to its type, and nothing else. */
const column = z
  .looseObject({ id: z.string(), name: z.string(), description: z.null(), type: z.string() })
  .refine((one) => (config[one.type] ?? z.looseObject({})).safeParse(one[one.type]).success);

const page = z.strictObject({
  object: z.literal("page"),
  id,
  ...edits,
  ...trash,
  ...look,
  is_archived: z.boolean(),
  is_locked: z.boolean(),
  parent,
  properties: z.record(z.string(), value),
});
const dataSource = z.strictObject({
  object: z.literal("data_source"),
  id,
  ...edits,
  ...trash,
  ...look,
  title: richText,
  description: richText,
  is_inline: z.boolean(),
  parent,
  database_parent: parent,
  properties: z.record(z.string(), column),
});
const database = z.strictObject({
  object: z.literal("database"),
  id,
  ...times,
  ...trash,
  ...look,
  title: richText,
  description: richText,
  is_inline: z.boolean(),
  is_locked: z.boolean(),
  parent,
  data_sources: z.array(z.strictObject({ id, name: z.string() })),
});
const block = z
  .looseObject({
    object: z.literal("block"),
    id,
    ...edits,
    ...trash,
    parent,
    has_children: z.boolean(),
    type: z.string(),
  })
  .refine((value) => value.type in value, "holds its content under its type");
const user = z.strictObject({
  object: z.literal("user"),
  id,
  name: z.string().nullable(),
  avatar_url: z.null(),
  type: z.enum(["person", "bot"]),
  person: z.strictObject({ email: z.email().optional() }).optional(),
  bot: z.unknown().optional(),
});
const comment = z.strictObject({
  object: z.literal("comment"),
  id,
  parent,
  discussion_id: id,
  ...times,
  created_by: person,
  rich_text: richText,
  display_name: z.strictObject({
    type: z.enum(["custom", "user", "integration"]),
    resolved_name: z.string().nullable(),
  }),
});

function listOf(type: string, item: z.ZodType) {
  return z.strictObject({
    object: z.literal("list"),
    type: z.literal(type),
    [type]: z.looseObject({}),
    results: z.array(item).max(100),
    next_cursor: z.uuid().nullable(),
    has_more: z.boolean(),
    request_status: z
      .strictObject({
        type: z.enum(["complete", "incomplete"]),
        incomplete_reason: z.literal("query_result_limit_reached").optional(),
      })
      .optional(),
  });
}

const token = z.strictObject({
  access_token: z.string(),
  token_type: z.literal("bearer"),
  refresh_token: z.string().nullable(),
  bot_id: id,
  workspace_icon: z.null(),
  workspace_name: z.string().nullable(),
  workspace_id: id,
  owner: z.strictObject({ type: z.literal("user"), user: person }),
  duplicated_template_id: z.null(),
});

const found = listOf("page_or_data_source", z.union([page, dataSource]));
const REPLIES: readonly (readonly [RegExp, z.ZodType])[] = [
  [/^\/v1\/search$|\/query$/, found],
  [/^\/v1\/users$/, listOf("user", user)],
  [/^\/v1\/users\//, user],
  [/^\/v1\/comments$/, listOf("comment", comment)],
  [/\/children$/, listOf("block", block)],
  [/^\/v1\/blocks\/[^/]+$/, block],
  [/^\/v1\/pages\/[^/]+$/, page],
  [/^\/v1\/data_sources\/[^/]+$/, dataSource],
  [/^\/v1\/databases\/[^/]+$/, database],
  [/^\/v1\/oauth\/token$/, token],
  [/\/properties\//, z.looseObject({ object: z.enum(["list", "property_item"]) })],
];

/** Our own answers must be as Notion describes its objects. @throws when one is not */
export function checkReply(path: string, reply: unknown): void {
  const schema = REPLIES.find(([pattern]) => pattern.test(path))?.[1];
  if (schema === undefined) throw new Error(`no schema for the reply to ${path}`);
  const read = schema.safeParse(reply);
  if (!read.success) throw new Error(`${path}: ${z.prettifyError(read.error)}`);
}
