import { createHmac } from "node:crypto";
import type { Chance } from "../mutate/chance.ts";
import { mutateBytes } from "../mutate/mutate-bytes.ts";
import { mutateText, mutateValue } from "../mutate/mutate-value.ts";
import { oddText } from "../mutate/odd-values.ts";
import type { Examples } from "../target/collect-examples.ts";
import { WEBHOOK_SECRET } from "../target/start-target.ts";
import { type Shot, shot } from "./shot.ts";

const JSON_TYPE = { "content-type": "application/json" };
const QUESTION = "How many days of annual leave does everybody have?";

/** What a browser could send to the chat page's own addresses. */
export function webShot({ web }: Examples, chance: Chance): Shot {
  const id = chance.happens(0.7) ? chance.pick(web.answerIds) : segment(chance);
  const headers = { ...JSON_TYPE, ...session(web.cookie, chance) };
  const get = (door: string, path: string) => shot(door, path, { method: "GET", headers });
  switch (chance.below(12)) {
    case 0:
    case 1:
    case 2: {
      const question = {
        messageId: `m-${chance.below(1e9)}-${chance.below(1e9)}`,
        threadId: `thread-${chance.below(500)}`,
        text: chance.happens(0.5) ? oddText(chance).slice(0, 3_000) : mutateText(QUESTION, chance),
      };
      const value = chance.happens(0.5) ? question : mutateValue(question, chance);
      return shot("web questions", "/api/questions", { headers, body: json(value, chance) });
    }
    case 3:
    case 4: {
      const vote = { vote: "down", reason: "outdated", correction: "31 days", citation: 1 };
      const body = json(mutateValue(vote, chance), chance);
      return shot("web votes", `/api/answers/${id}/votes`, { headers, body });
    }
    case 5:
      return {
        ...get("web votes", `/api/answers/${id}/votes?citation=${segment(chance)}`),
        method: "DELETE",
      };
    case 6:
      return get("web events", `/api/answers/${id}/events?after=${segment(chance)}`);
    case 7:
      return get(
        "web answers",
        `/api/answers/${id}${chance.pick(["", "/why", "/citations/1", "/citations/999999999999999999999"])}`,
      );
    case 8:
      return get(
        "web threads",
        `/api/threads${chance.pick(["", "/"])}${chance.happens(0.5) ? segment(chance) : ""}`,
      );
    case 9:
      return get(
        "web documents",
        `/documents/${chance.pick(["wiki", segment(chance)])}/${segment(chance)}`,
      );
    case 10:
      return get(
        "web files",
        chance.pick([
          "/",
          "/index.html",
          "/styles/base.css",
          "/healthz",
          "/api/status",
          `/${segment(chance)}`,
        ]),
      );
    default: {
      const { method, body, ...rest } = get("web odd", `/api/${segment(chance)}`);
      return { ...rest, method: chance.pick(["POST", method]), body: body ?? Buffer.from("{}") };
    }
  }
}

/** Pages where secrets are given. */
export function setupShot({ setupPaths }: Examples, chance: Chance): Shot {
  const path = chance.pick([
    ...setupPaths.slice(0, 2),
    `/setup/${"a".repeat(43)}`,
    `/setup/${segment(chance)}`,
  ]);
  if (chance.happens(0.25)) return shot("setup pages", path, { method: "GET" });
  if (chance.happens(0.15)) {
    const query = new URLSearchParams({ state: oddText(chance).slice(0, 1_000), code: "c" });
    const cookie = `footnote_setup=${oddText(chance)
      .replaceAll(/[^\x21-\x7e]/g, "")
      .slice(0, 100)}`;
    return shot("setup callback", `/setup/callback?${query}`, {
      method: "GET",
      headers: { cookie },
    });
  }
  const own = { "sec-fetch-site": "same-origin" };
  if (chance.happens(0.5)) {
    const form = new URLSearchParams({
      [chance.pick(["secret", "allow", "__proto__"])]: oddText(chance).slice(0, 50_000),
    });
    const headers = { ...own, "content-type": "application/x-www-form-urlencoded" };
    return shot("setup forms", path, { headers, body: Buffer.from(form.toString()) });
  }
  return shot("setup uploads", path, {
    ...upload(chance),
    headers: { ...own, ...upload(chance).headers },
  });
}

/** A form with files in it, as browsers write them, and not quite so. */
function upload(chance: Chance): { headers: Record<string, string>; body: Buffer } {
  const boundary = "----fuzz";
  const name = chance.pick(["secret", "allow", "x", "__proto__", "secret[]"]);
  const file = chance.pick(["key.json", "../../key.json", 'a"b', "\0", "", "x".repeat(5_000)]);
  const part = `--${boundary}\r\ncontent-disposition: form-data; name="${name}"; filename="${file}"\r\ncontent-type: application/json\r\n\r\n${oddText(chance).slice(0, 40_000)}\r\n`;
  const whole =
    part.repeat(chance.pick([1, 1, 1, 50])) + (chance.happens(0.8) ? `--${boundary}--\r\n` : "");
  const body = Buffer.from(whole);
  return {
    headers: { "content-type": `multipart/form-data; boundary=${boundary}` },
    body: chance.happens(0.2) ? mutateBytes(body, chance) : body,
  };
}

const PAGE = "11111111-1111-4111-8111-111111111111";

/** What Notion would report, signed and not quite right. */
export function webhookShot(chance: Chance): Shot {
  const event = {
    ...{ id: PAGE, timestamp: new Date().toISOString(), type: "page.content_updated" },
    ...{ entity: { id: PAGE, type: "page" }, attempt_number: 1 },
    data: { parent: { id: PAGE, type: "page" }, page_id: PAGE, updated_blocks: [{ id: PAGE }] },
  };
  const body = json(mutateValue(event, chance), chance);
  const secret = chance.happens(0.9) ? WEBHOOK_SECRET : "wrong";
  const signature = `sha256=${createHmac("sha256", secret).update(body).digest("hex")}`;
  const source = chance.happens(0.85) ? "wiki" : segment(chance);
  return shot("webhooks", `/webhooks/${source}`, {
    headers: { ...JSON_TYPE, "x-notion-signature": signature },
    body,
  });
}

function json(value: unknown, chance: Chance): Buffer {
  const body = Buffer.from(JSON.stringify(value) ?? "");
  return chance.happens(0.1) ? mutateBytes(body, chance) : body;
}

function session(cookie: string, chance: Chance): Record<string, string> {
  return chance.happens(0.85) ? { cookie } : {};
}

/** A part of an address, in any spelling. */
function segment(chance: Chance): string {
  const text = oddText(chance).toWellFormed().slice(0, 300);
  return chance.happens(0.8)
    ? encodeURIComponent(text)
    : text.replaceAll(/[^\x21-\x7e]/g, "%F0%28");
}
