import { z } from "zod";

const uuid = z.string().regex(/^[0-9a-f]{8}-?(?:[0-9a-f]{4}-?){3}[0-9a-f]{12}$/i);
const pageSize = z.int().min(1).max(100).optional();
const paging = { start_cursor: z.string().min(1).optional(), page_size: pageSize };
const pagingQuery = {
  start_cursor: z.string().min(1).optional(),
  page_size: z.string().regex(/^\d+$/).transform(Number).pipe(z.int().min(1).max(100)).optional(),
};

const timestamp = z.enum(["created_time", "last_edited_time"]);
const direction = z.enum(["ascending", "descending"]);
const dateCondition = z.strictObject({ on_or_after: z.iso.datetime() });
const timeFilter = z.union([
  z.strictObject({ timestamp: z.literal("created_time"), created_time: dateCondition }),
  z.strictObject({ timestamp: z.literal("last_edited_time"), last_edited_time: dateCondition }),
]);

/** Everything that is understood of each endpoint; anything else is refused, as Notion does. */
export const requestSchemas = {
  id: uuid,
  none: z.strictObject({}),
  token: z.discriminatedUnion("grant_type", [
    z.strictObject({
      grant_type: z.literal("authorization_code"),
      code: z.string(),
      redirect_uri: z.url().optional(),
    }),
    z.strictObject({ grant_type: z.literal("refresh_token"), refresh_token: z.string() }),
  ]),
  paging: z.strictObject(pagingQuery),
  comments: z.strictObject({ block_id: uuid, ...pagingQuery }),
  search: z.strictObject({
    query: z.string().optional(),
    sort: z.strictObject({ timestamp: z.literal("last_edited_time"), direction }).optional(),
    filter: z
      .union([
        z.strictObject({
          property: z.literal("object"),
          value: z.enum(["page", "data_source"]),
          in_trash: z.boolean().optional(),
        }),
        z.strictObject({ in_trash: z.boolean() }),
      ])
      .optional(),
    ...paging,
  }),
  query: z.strictObject({
    filter: z.union([timeFilter, z.strictObject({ and: z.array(timeFilter) })]).optional(),
    sorts: z.array(z.strictObject({ timestamp, direction })).max(1).optional(),
    ...paging,
  }),
};

export type SearchRequest = z.infer<typeof requestSchemas.search>;
export type QueryRequest = z.infer<typeof requestSchemas.query>;
