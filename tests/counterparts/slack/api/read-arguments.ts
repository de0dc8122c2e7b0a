import type { IncomingMessage } from "node:http";
import { readBody } from "../../shared/serve.ts";
import { SlackRefusal } from "./refusal.ts";

export interface ReadRequest {
  token: string | undefined;
  basic: { id: string; secret: string } | undefined;
  args: Record<string, unknown>;
}

/** A method's arguments as the SDK sends them (a form) or as JSON, and the token beside them. */
export async function readArguments(request: IncomingMessage): Promise<ReadRequest> {
  const type = request.headers["content-type"] ?? "";
  const body = (await readBody(request)).toString("utf8");
  const query = new URL(request.url ?? "/", "http://slack").searchParams;
  const args: Record<string, unknown> = Object.fromEntries(query);
  if (type.startsWith("application/json")) Object.assign(args, readJson(body));
  else if (type.startsWith("application/x-www-form-urlencoded") || body === "") {
    Object.assign(args, Object.fromEntries(new URLSearchParams(body)));
  } else throw new SlackRefusal("invalid_form_data");
  const { token: inBody, ...rest } = args;
  const [scheme = "", credential = ""] = (request.headers.authorization ?? "").split(" ");
  const bearer = scheme.toLowerCase() === "bearer" ? credential : undefined;
  return {
    token: bearer ?? (typeof inBody === "string" ? inBody : undefined),
    basic: scheme.toLowerCase() === "basic" ? readBasic(credential) : undefined,
    args: rest,
  };
}

function readJson(body: string): Record<string, unknown> {
  try {
    const value: unknown = JSON.parse(body === "" ? "{}" : body);
    if (typeof value === "object" && value !== null && !Array.isArray(value)) {
      return value as Record<string, unknown>;
    }
  } catch {
    throw new SlackRefusal("invalid_json");
  }
  throw new SlackRefusal("json_not_object");
}

function readBasic(credential: string): { id: string; secret: string } {
  const [id = "", secret = ""] = Buffer.from(credential, "base64").toString().split(":");
  return { id: decodeURIComponent(id), secret: decodeURIComponent(secret) };
}
