import { signedHeaders } from "../../counterparts/slack/delivery/sign.ts";
import type { Chance } from "../mutate/chance.ts";
import { mutateBytes } from "../mutate/mutate-bytes.ts";
import { mutateText, mutateValue } from "../mutate/mutate-value.ts";
import { oddText } from "../mutate/odd-values.ts";
import type { SlackExample } from "../target/collect-examples.ts";
import { type Shot, shot } from "./shot.ts";

/** A signed request of Slack's with something in it that Slack would not send; now and then not signed well. */
export function slackShot(examples: readonly SlackExample[], secret: string, chance: Chance): Shot {
  if (chance.happens(0.03)) return installShot(chance);
  const { kind, what, payload } = chance.pick(examples);
  const changed = mutateValue(freshen(payload, chance), chance);
  const { type, text } = written(kind, changed);
  let body: Buffer = Buffer.from(text);
  if (chance.happens(0.08)) body = mutateBytes(body, chance);
  const isOurs = !chance.happens(0.05);
  const seconds = Math.floor(Date.now() / 1_000) - (chance.happens(0.02) ? 10_000 : 0);
  // Signed over the bytes: the signature is right, whatever they are.
  const signed = signedHeaders(isOurs ? secret : "wrong", body.toString("utf8"), seconds);
  const headers = { "content-type": type, ...signed };
  const name = kind === "events_api" ? "slack events" : `slack ${kind.replaceAll("_", " ")}`;
  return shot(`${name}: ${what}`.slice(0, 60), "/slack/events", { headers, body });
}

function written(kind: SlackExample["kind"], payload: unknown): { type: string; text: string } {
  if (kind === "events_api")
    return { type: "application/json", text: JSON.stringify(payload) ?? "" };
  const fields =
    kind === "interactive"
      ? { payload: JSON.stringify(payload) }
      : Object.fromEntries(
          Object.entries((payload ?? {}) as object).map(([key, value]) => [
            key,
            typeof value === "object" ? JSON.stringify(value) : String(value),
          ]),
        );
  const type = "application/x-www-form-urlencoded";
  return { type, text: new URLSearchParams(fields).toString() };
}

/** Something new rather than a double of what was there; and often with other words in it. */
function freshen(payload: Record<string, unknown>, chance: Chance): Record<string, unknown> {
  const ts = `${Math.floor(Date.now() / 1_000)}.${String(chance.below(1_000_000)).padStart(6, "0")}`;
  const isNew = chance.happens(0.6);
  const words = chance.happens(0.25) ? oddText(chance) : undefined;
  const changed = JSON.stringify(payload, (key, value) => {
    if (isNew && ["ts", "event_ts", "action_ts"].includes(key)) return ts;
    if (isNew && (key === "event_id" || key === "client_msg_id")) return `Ev${ts}`;
    if (key === "text" && words !== undefined && typeof value === "string") {
      return chance.happens(0.5) ? `${value} ${words}` : mutateText(value, chance);
    }
    return value;
  });
  return JSON.parse(changed) as Record<string, unknown>;
}

function installShot(chance: Chance): Shot {
  const query = new URLSearchParams({ state: oddText(chance).slice(0, 2_000), code: "c" });
  const path = chance.pick([
    "/slack/install",
    `/slack/oauth_redirect?${query}`,
    "/slack/",
    "/slack/x",
  ]);
  return shot("slack install", path, { method: "GET" });
}
