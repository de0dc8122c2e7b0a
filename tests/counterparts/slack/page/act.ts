import type { Answer } from "../modals/view-state.ts";
import { people } from "../people.ts";
import type { Message } from "../shapes/message.ts";
import { findChannel } from "../state/channels.ts";
import { findMessage } from "../state/messages.ts";
import type { World } from "../world.ts";

/** Does what a form of the page asks for, as the person that it names. */
export async function act(world: World, form: URLSearchParams): Promise<void> {
  const doing = people(world);
  const get = (name: string) => form.get(name) ?? "";
  const who = get("as");
  const answer = get("answer") === "" ? undefined : get("answer");
  switch (get("do")) {
    case "say":
      return say(world, form);
    case "click":
      doing.click(who, messageAt(world, form), get("action"), answer);
      return;
    case "click-home":
      doing.clickInHome(who, get("action"), answer);
      return;
    case "react":
      return doing.react(who, messageAt(world, form), get("name"));
    case "delete":
      return doing.delete(messageAt(world, form));
    case "shortcut":
      doing.shortcut(who, messageAt(world, form), get("callback"));
      return;
    case "open-home":
      return doing.openHome(who, get("tab") === "messages" ? "messages" : "home");
    case "stop":
      return doing.stopAgent(who, get("channel"), get("thread"));
    case "modal":
      return useModal(world, form);
    default:
      throw new Error("the page does not know how to do that");
  }
}

function say(world: World, form: URLSearchParams): void {
  const words = form.get("text")?.trim() ?? "";
  const who = form.get("as") ?? "";
  const where = form.get("channel") ?? "";
  const thread = form.get("thread") ?? undefined;
  if (words === "") return;
  if (words.startsWith("/") && thread === undefined) people(world).command(who, where, words);
  else people(world).say(who, where, words, thread === undefined ? {} : { thread });
}

async function useModal(world: World, form: URLSearchParams): Promise<void> {
  const doing = people(world);
  const who = form.get("as") ?? "";
  if (form.get("close") !== null) return doing.closeModal(who);
  const answers: Record<string, Answer> = {};
  for (const name of new Set(form.keys())) {
    if (!name.startsWith("field:")) continue;
    const all = form.getAll(name).filter(Boolean);
    if (all.length > 0)
      answers[name.slice("field:".length)] = all.length > 1 ? all : (all[0] ?? "");
  }
  const press = form.get("press") ?? "";
  if (press === "") {
    await doing.submit(who, answers);
    return;
  }
  doing.fillIn(who, answers);
  doing.clickInModal(who, press);
}

function messageAt(world: World, form: URLSearchParams): Message {
  const channel = findChannel(world, form.get("channel") ?? "");
  const ts = form.get("ts") ?? "";
  const found = findMessage(channel, ts) ?? channel.ephemeral.find((one) => one.ts === ts);
  if (found === undefined) throw new Error("that message is gone");
  return found;
}
