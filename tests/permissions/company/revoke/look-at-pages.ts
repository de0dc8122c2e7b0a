import { setTimeout as sleep } from "node:timers/promises";
import { pick } from "../invent.ts";
import type { Players } from "../moves/moves.ts";
import { SUGGESTED_MS } from "../moves/told-moves.ts";
import { personOf, type Said, SOURCE } from "../open-company.ts";

interface Page {
  documentId: string;
  question: string;
  reader: string;
}

/** What somebody who is signed in on the web is shown, there and of what they asked before. */
export async function lookAtPages(
  { documentId, question, reader }: Page,
  { threadId }: Said,
  { world, watch }: Players,
): Promise<void> {
  const { signedInWeb: web, readers } = world;
  const person = personOf(reader);
  const thread = `${threadId}-web`;
  const before = await web.thread(thread, person);
  const asked = { messageId: `${thread}-${before.length}`, threadId: thread };
  await web.ask({ ...asked, askedBy: person, text: question });
  await world.settle();
  // What a page shows beside answers may be as old as ten seconds.
  await readers.audienceOf(person, "now");
  for (const { id } of before) {
    const citation = await web.citation(id, person, 1);
    // They were told its title and place once, but may not read on.
    const { quote, quotes, passageText } = citation ?? {};
    const why = await web.why(id, person);
    watch.lookAt("signedIn", [why, quote, quotes, passageText], [reader], [question]);
  }
  const now = [
    await web.answer(asked.messageId, person),
    await web.why(asked.messageId, person),
    await web.document(SOURCE, documentId, person),
  ];
  watch.lookAt("signedIn", now, [reader], [question]);
  watch.lookAtStatus(await web.status(person), [reader]);
}

/** Somebody who was suggested a question, and the page that it was made of. */
export async function chooseSuggested({ world, random }: Players) {
  const { id: reader } = pick(world.company.users, random);
  const person = personOf(reader);
  await world.readers.audienceOf(person, "now");
  await world.signedInWeb.status(person);
  await sleep(SUGGESTED_MS);
  const { suggestedPrompts } = await world.signedInWeb.status(person);
  const names = suggestedPrompts.map((prompt) => / of (\w+ \w+)\?$/.exec(prompt)?.[1]);
  const page = [...world.documents.values()].find(({ _id, title }) => {
    return names.some((name) => title === `${name} handbook`) && world.mayRead(reader, _id);
  });
  return page && { reader, documentId: page._id };
}
