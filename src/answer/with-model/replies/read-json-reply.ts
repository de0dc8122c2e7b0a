import type { z } from "zod";

/** No reply of ours holds more objects; the rest is not looked at. */
const MAX_OBJECTS = 20;

/**
 * The one JSON object of the wanted shape in a reply, whatever stands around it (code fences, a
 * sentence); undefined when there is none, or when there are several that differ.
 */
export function readJsonReply<T>(reply: string, schema: z.ZodType<T>): T | undefined {
  const found = new Map<string, T>();
  for (const object of objectsIn(reply)) {
    const read = schema.safeParse(object);
    if (read.success) found.set(JSON.stringify(read.data), read.data);
  }
  return found.size === 1 ? [...found.values()][0] : undefined;
}

function objectsIn(reply: string): unknown[] {
  const objects: unknown[] = [];
  let from = reply.indexOf("{");
  for (let tries = 0; from >= 0 && tries < MAX_OBJECTS; tries += 1) {
    const end = endOfObject(reply, from);
    const object = end === undefined ? undefined : parse(reply.slice(from, end));
    if (object !== undefined) objects.push(object);
    from = reply.indexOf("{", object === undefined ? from + 1 : end);
  }
  return objects;
}

/** The offset behind the brace that closes the one at `from`. */
function endOfObject(text: string, from: number): number | undefined {
  let depth = 0;
  let inString = false;
  for (let at = from; at < text.length; at += 1) {
    const character = text[at];
    if (inString) {
      if (character === "\\") at += 1;
      else if (character === '"') inString = false;
    } else if (character === '"') inString = true;
    else if (character === "{") depth += 1;
    else if (character === "}") {
      depth -= 1;
      if (depth === 0) return at + 1;
    }
  }
  return undefined;
}

function parse(json: string): unknown {
  try {
    return JSON.parse(json);
  } catch {
    return undefined;
  }
}
