import type { CallKind } from "../shapes/call.ts";
import type { World } from "../world.ts";
import { mustBeSignedIn } from "./authorize.ts";
import { CUT, meetFault } from "./meet-fault.ts";
import { deleteActivity, replyTo, sendActivity, updateActivity } from "./messages/activities.ts";
import { createConversation } from "./messages/create-conversation.ts";
import { streamInfoOf } from "./messages/stream-rules.ts";
import { spend } from "./rate-limits.ts";
import { Refusal, refusalResponse } from "./refusal.ts";
import { getMember, listMembers, pageMembers } from "./rosters/members.ts";
import { getTeam, listChannels } from "./rosters/teams.ts";

interface Call {
  kind: CallKind;
  /** What its limits are counted for. */
  where: string;
  run(): { status: number; body: unknown };
}

const PREFIX = "/connector/v3/";

/** The connector service: everything below `/connector/v3/`. */
export async function handleConnector(world: World, request: Request): Promise<Response> {
  const url = new URL(request.url);
  const parts = url.pathname.slice(PREFIX.length).split("/").map(decodeURIComponent);
  const path = parts.join("/");
  const text = await request.text();
  let kind: CallKind = "send";
  const body = parse(text);
  const record = (status: number, code?: string) => {
    const at = world.clock.now();
    world.calls.push({ at, kind, method: request.method, path, body, status, code });
  };
  try {
    mustBeSignedIn(world, request);
    const call = findCall(world, request.method, parts, url.searchParams, body);
    kind = call.kind;
    const response = await meetFault(world, kind, () => {
      spend(world, kind, call.where);
      const { status, body: answer } = call.run();
      return Response.json(answer, { status });
    });
    record(response.headers.has(CUT) ? 0 : response.status);
    return response;
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
    record(error.status, error.code);
    return refusalResponse(error);
  }
}

function findCall(
  world: World,
  method: string,
  parts: string[],
  query: URLSearchParams,
  body: unknown,
): Call {
  const [first, id = "", what, detail] = parts;
  const ok = (answer: unknown) => ({ status: 200, body: answer });
  const key = [method, first, id === "" ? "" : ":", what ?? "", detail === undefined ? "" : ":"]
    .filter(Boolean)
    .join(" ");
  const where = id.split(";")[0] ?? "";
  switch (key) {
    case "POST conversations": {
      const run = () => ({ status: 201, body: createConversation(world, body) });
      return { kind: "create", where: "", run };
    }
    case "POST conversations : activities":
      return { kind: kindOf(body), where, run: () => sendActivity(world, id, body) };
    case "POST conversations : activities :":
      return { kind: kindOf(body), where, run: () => replyTo(world, id, detail ?? "", body) };
    case "PUT conversations : activities :":
      return { kind: "update", where, run: () => updateActivity(world, id, detail ?? "", body) };
    case "DELETE conversations : activities :":
      return { kind: "delete", where, run: () => deleteActivity(world, id, detail ?? "") };
    case "GET conversations : members":
      return { kind: "members", where, run: () => ok(listMembers(world, id)) };
    case "GET conversations : pagedmembers":
      return { kind: "members", where, run: () => ok(pageMembers(world, id, query)) };
    case "GET conversations : members :":
      return { kind: "member", where, run: () => ok(getMember(world, id, detail ?? "")) };
    case "GET teams :":
      return { kind: "team", where, run: () => ok(getTeam(world, id)) };
    case "GET teams : conversations":
      return { kind: "channels", where, run: () => ok(listChannels(world, id)) };
    default:
      world.complaints.push(`${method} ${parts.join("/")}: there is no such operation`);
      throw new Refusal(404, "NotFound", `No operation ${method} ${parts.join("/")}.`);
  }
}

function kindOf(body: unknown): CallKind {
  const activity = (typeof body === "object" && body !== null ? body : {}) as { type?: unknown };
  const info = streamInfoOf(activity as Record<string, unknown>);
  if (info !== undefined) return activity.type === "message" ? "final" : "stream";
  return activity.type === "typing" ? "typing" : "send";
}

function parse(text: string): unknown {
  if (text === "") return undefined;
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
