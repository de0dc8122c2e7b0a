import { z } from "zod";
import { checkCard } from "../../checks/check-card.ts";
import { buttonsOf, type CardNode, inputsOf } from "../../checks/walk-card.ts";
import { envelope } from "../../delivery/activity.ts";
import { deliver } from "../../delivery/deliver.ts";
import type { InvokeAnswer } from "../../delivery/invoke-answer.ts";
import { cardsFor } from "../../render/conversation-text.ts";
import type { Message } from "../../shapes/message.ts";
import { findPerson, findRoom } from "../../state/find.ts";
import type { World } from "../../world.ts";
import { invokeOn } from "./invoke.ts";

const CARD = "application/vnd.microsoft.card.adaptive";
const TOAST = "application/vnd.microsoft.activity.message";
const ERROR = "application/vnd.microsoft.error";

const answerSchema = z.strictObject({
  statusCode: z.int(),
  type: z.string(),
  value: z.unknown(),
});
const errorSchema = z.looseObject({ message: z.string() });

export type Inputs = Record<string, string | number>;

/** A button as people name it: what it says, its verb, or what of it has to be so. */
export type Button = string | ((action: CardNode) => boolean);

/**
 * Somebody fills in a message's card and presses a button of it; what the bot answers is shown to
 * them alone.
 */
export async function click(
  world: World,
  who: string,
  message: Message,
  button: Button,
  inputs: Inputs = {},
): Promise<InvokeAnswer> {
  const person = findPerson(world, who);
  const cards = cardsFor(message, person);
  const matches =
    typeof button === "function"
      ? button
      : ({ title, verb }: CardNode) => title === button || verb === button;
  const place = cards.findIndex((card) => buttonsOf(card).some(matches));
  const card = cards[place];
  const pressed = buttonsOf(card).find(matches);
  if (card === undefined || pressed === undefined) {
    const titles = cards.flatMap((one) => buttonsOf(one).map(({ title }) => title));
    throw new Error(`that message has no such button; it has: ${titles.join(", ") || "none"}`);
  }
  const data = withInputs(card, pressed, inputs);
  if (pressed.type === "Action.Submit") return submitAsMessage(world, who, message, data);
  if (pressed.type !== "Action.Execute") throw new Error(`${pressed.title} asks the bot nothing`);
  return execute(world, who, message, place, { ...pressed, data }, "manual");
}

/** Teams shows a card anew to who looks at it, where the card asks for that and names them. */
export async function refresh(
  world: World,
  who: string,
  message: Message,
): Promise<InvokeAnswer | undefined> {
  const person = findPerson(world, who);
  const cards = cardsFor(message, person);
  for (const [place, card] of cards.entries()) {
    const wanted = card.refresh as { action: CardNode; userIds?: string[] } | undefined;
    if (wanted?.userIds?.includes(person.mri) !== true) continue;
    return execute(world, who, message, place, wanted.action, "automatic");
  }
  return undefined;
}

/** What is pressed comes as a message without words; nothing is shown for it. */
function submitAsMessage(world: World, who: string, message: Message, value: object): InvokeAnswer {
  const person = findPerson(world, who);
  const room = findRoom(world, message.roomId);
  const rootId = room.kind === "channel" ? (message.rootId ?? message.id) : undefined;
  const fields = { type: "message", replyToId: message.id, value };
  deliver(world, envelope(world, { room, person, rootId }, fields));
  return { status: undefined, body: undefined, toast: "Your response was sent to the app" };
}

async function execute(
  world: World,
  who: string,
  message: Message,
  place: number,
  { type, id, title, verb, data }: CardNode,
  trigger: "manual" | "automatic",
): Promise<InvokeAnswer> {
  const person = findPerson(world, who);
  const action = { type, ...(id === undefined ? {} : { id }), title, verb, data: data ?? {} };
  const value = { action, trigger };
  const answer = await invokeOn(world, person, message, { name: "adaptiveCard/action", value });
  if (answer.status !== 200) return answer;
  const read = answerSchema.safeParse(answer.body);
  if (!read.success) {
    world.complaints.push(
      `adaptiveCard/action: the answer is none: ${z.prettifyError(read.error)}`,
    );
    return { ...answer, toast: "Something went wrong. Please try again." };
  }
  const { type: kind, value: shown } = read.data;
  if (kind === CARD) {
    const problems = checkCard(shown);
    world.complaints.push(...problems.map((one) => `adaptiveCard/action: ${one}`));
    const own = message.ownCards.get(person.objectId) ?? new Map();
    if (problems.length === 0) {
      message.ownCards.set(person.objectId, own.set(place, shown as Record<string, unknown>));
    }
    return answer;
  }
  if (kind === TOAST && typeof shown === "string") return { ...answer, toast: shown };
  const error = errorSchema.safeParse(shown);
  if (kind === ERROR && error.success) return { ...answer, toast: error.data.message };
  world.complaints.push(`adaptiveCard/action: Teams shows no answer of type ${kind}`);
  return answer;
}

/** What a button sends: its data, and over it what is in the inputs. @throws for wrong inputs */
export function withInputs(card: unknown, pressed: CardNode, inputs: Inputs): object {
  const data = typeof pressed.data === "object" ? pressed.data : {};
  if (pressed.associatedInputs === "none") return { ...data };
  const known = inputsOf(card);
  for (const id of Object.keys(inputs)) {
    if (!known.some((one) => one.id === id)) throw new Error(`the card has no input ${id}`);
  }
  const filled = known.flatMap((input) => {
    const value = inputs[input.id] ?? input.value ?? (input.type === "Input.Toggle" ? "false" : "");
    if (input.isRequired === true && value === "") {
      throw new Error(`${input.label ?? input.id}: ${input.errorMessage ?? "is required"}`);
    }
    mustBeChoice(input, String(value));
    return value === "" ? [] : [[input.id, value] as const];
  });
  return { ...data, ...Object.fromEntries(filled) };
}

function mustBeChoice({ id, choices, isMultiSelect }: CardNode & { id: string }, value: string) {
  if (!Array.isArray(choices) || value === "") return;
  const chosen = isMultiSelect === true ? value.split(",") : [value];
  const unknown = chosen.find((one) => !choices.some((choice) => choice.value === one));
  if (unknown !== undefined) throw new Error(`${id} has no choice ${unknown}`);
}
