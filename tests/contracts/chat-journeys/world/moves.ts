import type { ChatWorld, Said, Seen } from "./chat-world.ts";

/** Somebody names the bot with a question, and waits for all that comes of it. */
export async function ask(
  world: ChatWorld,
  by: string,
  room: string,
  text: string,
  how: { in?: Said } = {},
): Promise<Said> {
  const said = await world.say(by, room, text, { ...how, mention: true });
  await world.settle();
  return said;
}

/** What the bot said in a message's thread, as this person sees it. */
export async function botSaid(world: ChatWorld, person: string, said: Said): Promise<Seen[]> {
  return (await world.sees(person, said)).filter(({ by }) => by === "bot");
}

export async function answersIn(world: ChatWorld, person: string, said: Said): Promise<Seen[]> {
  return (await botSaid(world, person, said)).filter(({ answer }) => answer !== undefined);
}

/** Of the first answer in a thread. */
export async function answerId(world: ChatWorld, person: string, said: Said): Promise<string> {
  const [first] = await answersIn(world, person, said);
  if (first?.answer === undefined) throw new Error("nothing was answered there");
  return first.answer.id;
}
