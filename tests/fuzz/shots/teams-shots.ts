import type { Chance } from "../mutate/chance.ts";
import { mutateBytes } from "../mutate/mutate-bytes.ts";
import { mutateText, mutateValue } from "../mutate/mutate-value.ts";
import { oddText } from "../mutate/odd-values.ts";
import { type Shot, shot } from "./shot.ts";

export type SignToken = (isGood: boolean) => string;

/** An activity with a good token and something in it that Teams would not send. */
export function teamsShot(
  examples: readonly Record<string, unknown>[],
  sign: SignToken,
  chance: Chance,
): Shot {
  const example = chance.pick(examples);
  const changed = mutateValue(freshen(example, chance), chance);
  let body: Buffer = Buffer.from(JSON.stringify(changed) ?? "");
  if (chance.happens(0.08)) body = mutateBytes(body, chance);
  const token = sign(!chance.happens(0.05));
  const authorization = chance.happens(0.02) ? oddHeader(chance) : `Bearer ${token}`;
  const headers = { "content-type": "application/json; charset=utf-8", authorization };
  const { type, name } = example as { type?: string; name?: string };
  return shot(
    `teams ${type}${type === "invoke" ? `: ${name}` : ""}`.slice(0, 60),
    "/teams/messages",
    {
      headers,
      body,
    },
  );
}

function oddHeader(chance: Chance): string {
  return chance.pick(["", "Bearer", "Bearer ..", "Basic eA==", `Bearer ${".".repeat(9_000)}`]);
}

function freshen(activity: Record<string, unknown>, chance: Chance): Record<string, unknown> {
  const fresh: Record<string, unknown> = structuredClone(activity);
  if (chance.happens(0.6)) {
    fresh.id = `${Date.now()}${chance.below(1_000)}`;
    fresh.timestamp = new Date().toISOString();
  }
  if (typeof fresh.text === "string" && chance.happens(0.25)) {
    fresh.text = chance.happens(0.5)
      ? `${fresh.text} ${oddText(chance)}`
      : mutateText(fresh.text, chance);
  }
  if (Array.isArray(fresh.attachments) && chance.happens(0.15)) {
    fresh.attachments.push({ contentType: "text/html", content: oddText(chance) });
  }
  return fresh;
}
