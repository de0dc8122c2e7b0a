import type { ZodType } from "zod";

/** A kept cursor; undefined for none, and for one that cannot be used: then everything is listed. */
export function parseCursor<T>(text: string | undefined, schema: ZodType<T>): T | undefined {
  if (text === undefined) return undefined;
  try {
    return schema.parse(JSON.parse(text));
  } catch {
    return undefined;
  }
}
