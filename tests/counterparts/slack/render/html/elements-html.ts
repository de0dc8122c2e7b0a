import type { Element } from "../../blocks/block.ts";
import { optionsOf, valueField } from "../../modals/view-state.ts";
import { isPrivateTo } from "../../state/channels.ts";
import type { World } from "../../world.ts";
import { escapeHtml, safeUrl } from "../escape-html.ts";
import { textHtml } from "./text-html.ts";

/** Who acts, on what; the names of a form's hidden fields. */
export interface Acting {
  hidden: Record<string, string>;
  blockId?: string | undefined;
  /** A modal's own form surrounds its fields. */
  inForm?: boolean;
  /** What is filled in, by block and action. */
  values?: Record<string, Record<string, unknown>>;
  errors?: Record<string, string> | undefined;
}

export function elementHtml(world: World, element: Element, acting: Acting): string {
  const { type, action_id: id = "" } = element;
  if (type === "button" || type === "icon_button") {
    const link = element.url === undefined ? "" : ` title="${safeUrl(String(element.url))}"`;
    const look = `class="press ${element.style ?? ""}"${link}`;
    return press(acting, id, "", look, textHtml(world, element.text));
  }
  if (type === "feedback_buttons") {
    const { positive_button: good, negative_button: bad } = element as unknown as Record<
      string,
      { text: unknown; value: string }
    >;
    const one = (button: typeof good, sign: string) =>
      press(
        acting,
        id,
        button?.value ?? "",
        'class="press vote"',
        `${sign} ${textHtml(world, button?.text)}`,
      );
    return one(good, "👍") + one(bad, "👎");
  }
  if (type === "image") {
    return `<img class="beside" src="${safeUrl(String(element.image_url))}" alt="">`;
  }
  if (acting.inForm === true) return field(world, element, acting);
  const chosen = field(world, element, acting);
  return `<form method="post" action="/page/act" class="inline">${hiddenFields({ ...acting.hidden, action: id })}${chosen}<button class="press">Go</button></form>`;
}

export function hiddenFields(fields: Record<string, string>): string {
  return Object.entries(fields)
    .map(([name, value]) => `<input type="hidden" name="${name}" value="${escapeHtml(value)}">`)
    .join("");
}

function press(acting: Acting, id: string, answer: string, look: string, words: string): string {
  const fields = { ...acting.hidden, action: id, answer };
  if (acting.inForm === true) {
    return `<button ${look} name="press" value="${escapeHtml(id)}" formnovalidate>${words}</button>`;
  }
  return `<form method="post" action="/page/act" class="inline">${hiddenFields(fields)}<button ${look}>${words}</button></form>`;
}

function field(world: World, element: Element, acting: Acting): string {
  const { type, action_id: id = "" } = element;
  const name = `name="${acting.inForm === true ? `field:${escapeHtml(id)}` : "answer"}"`;
  const state = acting.values?.[acting.blockId ?? ""]?.[id] as Record<string, unknown> | undefined;
  const value = state?.[valueField(type)];
  const options = offered(world, element, acting.hidden.as ?? "");
  if (type === "checkboxes" || type === "radio_buttons") {
    const kind = type === "checkboxes" ? "checkbox" : "radio";
    const chosen = JSON.stringify(value ?? "");
    return options
      .map(({ value: one, words }) => {
        const checked = chosen.includes(`"value":"${one}"`) ? " checked" : "";
        return `<label class="choice"><input type="${kind}" ${name} value="${escapeHtml(one)}"${checked}> ${words}</label>`;
      })
      .join("");
  }
  if (options.length > 0) {
    const several = type.startsWith("multi") ? " multiple" : "";
    const chosen = JSON.stringify(value ?? "");
    const list = options.map(({ value: one, words }) => {
      const selected = chosen.includes(`"${one}"`) ? " selected" : "";
      return `<option value="${escapeHtml(one)}"${selected}>${words}</option>`;
    });
    const placeholder = element.placeholder as { text?: string } | undefined;
    const empty = type === "overflow" ? "⋯" : escapeHtml(placeholder?.text ?? "Choose…");
    return `<select ${name}${several}><option value="">${empty}</option>${list.join("")}</select>`;
  }
  const words = escapeHtml(typeof value === "string" ? value : "");
  const hint = escapeHtml((element.placeholder as { text?: string } | undefined)?.text ?? "");
  if (element.multiline === true) {
    return `<textarea ${name} rows="4" placeholder="${hint}">${words}</textarea>`;
  }
  const inputs: Record<string, string> = {
    datepicker: "date",
    timepicker: "time",
    number_input: "number",
  };
  return `<input type="${inputs[type] ?? "text"}" ${name} value="${words}" placeholder="${hint}">`;
}

/** What there is to choose: the element's own options, or people and channels. */
function offered(
  world: World,
  element: Element,
  viewer: string,
): { value: string; words: string }[] {
  const own = optionsOf(element).map(({ text, value = "" }) => ({
    value,
    words: textHtml(world, text),
  }));
  if (own.length > 0) return own;
  if (element.type.includes("users_select")) {
    return [...world.users.values()].map(({ id, realName }) => ({
      value: id,
      words: escapeHtml(realName),
    }));
  }
  if (!/(channels|conversations)_select/.test(element.type)) return [];
  return [...world.channels.values()]
    .filter((one) => /^(?:public|private)$/.test(one.kind) && !isPrivateTo(one, viewer))
    .map(({ id, name }) => ({ value: id, words: escapeHtml(`#${name}`) }));
}
