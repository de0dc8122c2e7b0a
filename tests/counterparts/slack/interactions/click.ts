import { mustBeThere } from "../actions/speak.ts";
import type { Block, Element } from "../blocks/block.ts";
import { deliver } from "../delivery/deliver.ts";
import type { Delivery } from "../delivery/delivery.ts";
import { messageJson } from "../events/message-json.ts";
import { viewJson } from "../modals/view-life.ts";
import { type Answer, answered, optionsOf } from "../modals/view-state.ts";
import type { Message } from "../shapes/message.ts";
import type { OpenView } from "../shapes/view.ts";
import { findChannel } from "../state/channels.ts";
import { findUser } from "../state/users.ts";
import type { World } from "../world.ts";
import { interaction, newResponseUrl } from "./payload.ts";

/** Somebody uses what is in a message: a button, a select, a feedback button. */
export function click(
  world: World,
  who: string,
  message: Message,
  actionId: string,
  answer?: Answer,
): Delivery {
  const user = findUser(world, who);
  const channel = findChannel(world, message.channelId);
  mustBeThere(channel, user);
  const { block, element } = findElement(message.blocks ?? [], actionId);
  const ephemeral = message.ephemeralFor !== undefined;
  const inThread = message.threadTs === undefined ? {} : { thread_ts: message.threadTs };
  const payload = {
    ...interaction(world, user, "block_actions"),
    container: {
      type: "message",
      message_ts: message.ts,
      channel_id: channel.id,
      is_ephemeral: ephemeral,
      ...inThread,
    },
    channel: { id: channel.id, name: channel.name || "directmessage" },
    ...(ephemeral ? {} : { message: messageJson(world, message, true) }),
    state: { values: {} },
    response_url: newResponseUrl(world, user, { channel, message }),
    actions: [action(world, block, element, answer)],
  };
  return deliver(world, { kind: "interactive", what: "block_actions", payload });
}

/** Somebody uses what is in a modal or in their App Home. */
export function clickInView(
  world: World,
  opened: OpenView,
  actionId: string,
  answer?: Answer,
): Delivery {
  const user = findUser(world, opened.userId);
  const { block, element } = findElement(opened.view.blocks, actionId);
  const done = action(world, block, element, answer);
  const inBlock = opened.values[block.block_id ?? ""];
  if (inBlock !== undefined && answer !== undefined && element.type !== "button") {
    inBlock[actionId] = answered(element, answer);
  }
  const payload = {
    ...interaction(world, user, "block_actions", opened.id),
    container: { type: "view", view_id: opened.id },
    view: viewJson(world, opened),
    actions: [done],
  };
  return deliver(world, { kind: "interactive", what: "block_actions", payload });
}

interface Found {
  block: Block;
  element: Element;
}

function findElement(blocks: readonly Block[], actionId: string): Found {
  const found = blocks.flatMap((block) => elementsOf(block)).find(isCalled(actionId));
  if (found !== undefined) return found;
  throw new Error(`there is nothing here that is called ${actionId}`);
}

function isCalled(actionId: string) {
  return ({ element }: Found) => element.action_id === actionId;
}

function elementsOf(block: Block): Found[] {
  const { elements, accessory, element, child_blocks: children } = block;
  const own = [...(Array.isArray(elements) ? elements : []), accessory, element] as Element[];
  const inside = Array.isArray(children) ? children.flatMap((child) => elementsOf(child)) : [];
  return [...own.filter(Boolean).map((one) => ({ block, element: one })), ...inside];
}

function action(world: World, block: Block, element: Element, answer: Answer | undefined) {
  const { type, action_id } = element;
  const when = world.ids.ts(world.clock.now());
  const common = { type, action_id, block_id: block.block_id, action_ts: when };
  if (type === "button" || type === "icon_button") {
    const { text, value } = element;
    return { ...common, text, ...(value === undefined ? {} : { value }) };
  }
  if (type === "feedback_buttons") return { ...common, ...chosenFeedback(element, answer) };
  if (type === "overflow") {
    const chosen = optionsOf(element).find(
      ({ value, text }) => value === answer || text.text === answer,
    );
    if (chosen === undefined) throw new Error(`${action_id} does not offer ${answer}`);
    return { ...common, selected_option: chosen };
  }
  if (answer === undefined) throw new Error(`${action_id} needs an answer`);
  return { ...common, ...answered(element, answer) };
}

interface FeedbackButton {
  text: unknown;
  value: string;
}

/** `positive`, `negative`, or the value of one of the two. */
function chosenFeedback(element: Element, answer: Answer | undefined) {
  const { positive_button: good, negative_button: bad } = element as Element & {
    positive_button: FeedbackButton;
    negative_button: FeedbackButton;
  };
  const chosen = [good, bad].find(({ value }) => value === answer);
  const { text, value } = chosen ?? (answer === "negative" ? bad : good);
  return { text, value };
}
