import { composeHome } from "../../../../src/administration/home/compose-home.ts";
import { MODES, searchAs } from "../../../../src/evaluation/permissions/probe-surfaces.ts";
import { proposeVerified } from "../../../../src/feedback/verified/propose-verified.ts";
import { acceptVerified } from "../../../../src/feedback/verified/review-verified.ts";
import { HOLDER } from "../groups/generate-groups.ts";
import { inventName, pick } from "../invent.ts";
import {
  ADMIN,
  type OpenCompany,
  personOf,
  type Said,
  SOURCE,
  userOf,
  WORKSPACE,
} from "../open-company.ts";
import { type Watch, WORD_OF_MOUTH } from "../watch-company.ts";

export interface Players {
  world: OpenCompany;
  watch: Watch;
  random: () => number;
}

/** Something that people do, in steps: after each, all that the bot has to say is said and looked at. */
export type Move = AsyncGenerator<void, void>;

const FOLLOW_UP = "And what else does it say about that?";

/** Somebody asks in a channel; every second time for what all who are there may read. */
export async function* askInChannel({ world, watch, random }: Players): Move {
  const roomId = pick(world.channels, random);
  const members = (world.server.rooms.get(roomId)?.members ?? []).map(userOf);
  const asker = pick(members, random);
  const shared = [...world.documents.keys()].filter((id) =>
    members.every((one) => world.mayRead(one, id)),
  );
  const documentId =
    random() < 0.5 && shared.length > 0 ? pick(shared, random) : anyDocument(world, random);
  const { threadId } = await world.say(asker, roomId, questionOf(documentId, world));
  watch.note(threadId, "channel", documentId);
  yield;
}

export async function* askAlone({ world, watch, random }: Players): Move {
  const { id } = pick(world.company.users, random);
  const readable = [...world.documents.keys()].filter((one) => world.mayRead(id, one));
  const documentId = random() < 0.5 ? pick(readable, random) : anyDocument(world, random);
  const said = await world.say(id, personOf(id), questionOf(documentId, world));
  watch.note(said.threadId, "direct", documentId);
  yield;
  const answerId = answerIn(world, said)?.id;
  if (answerId === undefined || random() < 0.5) return;
  const vote = { citation: 0, vote: "down" as const, reason: undefined, correction: undefined };
  await world.happen({ type: "voted", answerId, by: personOf(id), ...vote }, answerId);
  yield;
}

/** Whoever comes in sees what is said from then on; with whoever leaves, their limits go. */
export async function* followUp({ world, watch, random }: Players): Move {
  const pair = readerAndOther(world, random);
  const roomId = world.addRoom("closed", [pair.reader]);
  const { threadId } = await world.say(pair.reader, roomId, questionOf(pair.documentId, world));
  watch.note(threadId, "followUp", pair.documentId);
  yield;
  world.join(pair.other, roomId);
  await world.say(random() < 0.5 ? pair.other : pair.reader, roomId, FOLLOW_UP, threadId);
  yield;
  world.leave(pair.other, roomId);
  await world.say(pair.reader, roomId, FOLLOW_UP, threadId);
  yield;
}

/** Who comes in, or goes, while an answer is made: it is for those of before and of now. */
export async function* askAndMove({ world, watch, random }: Players): Move {
  const pair = readerAndOther(world, random);
  const [joining, leaving] = [
    world.addRoom("closed", [pair.reader]),
    world.addRoom("closed", [pair.reader, pair.other]),
  ];
  const question = questionOf(pair.documentId, world);
  for (const roomId of [joining, leaving]) {
    const { threadId } = await world.say(pair.reader, roomId, question);
    watch.note(threadId, "moved", pair.documentId);
    const isJoining = roomId === joining;
    world.beforeAnswer.set(threadId, () =>
      isJoining ? world.join(pair.other, roomId) : world.leave(pair.other, roomId),
    );
  }
  yield;
}

/** In a room of which the platform names no member. */
export async function* askOfNobody({ world, watch, random }: Players): Move {
  const { reader, documentId } = readerAndOther(world, random);
  const roomId = world.addRoom("closed", []);
  const { threadId } = await world.say(reader, roomId, questionOf(documentId, world));
  watch.note(threadId, "nobody", documentId);
  yield;
}

/** An answer that people stand for: on a page, or on somebody's word alone. */
export async function* askVerified({ world, watch, random }: Players): Move {
  const { reader, other, documentId } = readerAndOther(world, random);
  const facts = world.documents.get(documentId)?.text.split("\n\n")[1] ?? "";
  const document = { source: SOURCE, documentId };
  const question = `Is it right, ${inventName(random)}, that ${facts.split(". ")[0]}?`;
  const spoken = `Is it right, ${inventName(random)}, that the zyxolite quorvane protocol ends in autumn?`;
  const silent = `Is it right, ${inventName(random)}, that the zyxolite quorvane protocol ends in autumn?`;
  const kept = [
    await verify(world, question, `${facts} [1]`, [document], [["public"], ["everyone"]]),
    await verify(world, spoken, WORD_OF_MOUTH.text, [], [WORD_OF_MOUTH.readableBy]),
    // For those who hold everything of an empty list, which is nobody.
    await verify(world, silent, WORD_OF_MOUTH.text, [], [[]]),
  ];
  const nobody = world.addRoom("closed", []);
  const both = world.addRoom("open", [HOLDER, other === HOLDER ? reader : other]);
  for (const [by, roomId, asked] of [
    [other, personOf(other), question],
    [reader, personOf(reader), question],
    [other, personOf(other), spoken],
    [HOLDER, personOf(HOLDER), spoken],
    [HOLDER, both, spoken],
    [HOLDER, nobody, spoken],
    [other, personOf(other), silent],
  ] as const) {
    const { threadId } = await world.say(by, roomId, asked);
    watch.note(threadId, "verified", "");
  }
  yield;
  const third = world.company.users.find(
    ({ id }) => id !== other && id !== HOLDER && id !== ADMIN && !world.mayRead(id, documentId),
  );
  if (third !== undefined) await lookAtHome(third.id, { world, watch, random });
  await world.command("verified list active", personOf(ADMIN));
  yield;
  for (const id of kept) await world.app.storage.verified.remove(id);
}

/** Asked where others listen, then alone, then shown to the others as far as they may see it. */
export async function* askPrivately({ world, watch, random }: Players): Move {
  const { reader, other, documentId } = readerAndOther(world, random);
  const roomId = world.addRoom("open", [reader, other]);
  const said = await world.say(reader, roomId, questionOf(documentId, world));
  watch.note(said.threadId, "private", documentId);
  yield;
  const by = personOf(reader);
  const forAll = answerIn(world, said)?.id;
  if (forAll === undefined) return;
  await world.happen({ type: "asked-privately", answerId: forAll, by, roomId }, forAll);
  yield;
  const answerId = answerIn(world, said, by)?.id;
  if (answerId === undefined) return;
  const place = { roomId, roomKind: "open" as const, threadId: said.threadId };
  const others = personOf(other);
  // Nobody else has such buttons, and whoever presses them all the same is told nothing.
  await world.happen({ type: "shared", answerId, by: others, ...place }, answerId);
  await world.happen({ type: "asked-privately", answerId, by: others, roomId }, answerId);
  yield;
  await world.happen({ type: "shared", answerId, by, ...place }, answerId);
  yield;
}

export async function* searchAlone({ world, watch, random }: Players): Move {
  const { id } = pick(world.company.users, random);
  const question = questionOf(anyDocument(world, random), world);
  const audience = await world.audienceOf([id]);
  for (const mode of MODES) {
    const passages = await searchAs(audience, question, mode, world.answering);
    watch.lookAt("search", passages, [id], [question]);
  }
  yield;
}

export async function* openHome(players: Players): Move {
  const { id } = pick(players.world.company.users, players.random);
  await lookAtHome(id, players);
  yield;
}

async function lookAtHome(id: string, { world, watch }: Players): Promise<void> {
  const person = personOf(id);
  const reply = await composeHome({ person, workspaceId: WORKSPACE }, world.adminDeps);
  const isOpen = (roomId: string) => world.server.rooms.get(roomId)?.kind === "open";
  const said = watch.saidBy((one) => one.by === person || (id === ADMIN && isOpen(one.roomId)));
  watch.lookAt("home", reply, [id], said);
}

/** After the others have asked and voted. */
export async function* readReports({ world, random }: Players): Move {
  yield;
  yield;
  const alone = personOf(ADMIN);
  for (const command of ["gaps", "feedback", "verified"]) await world.command(command, alone);
  await world.command("gaps", pick(world.channels, random));
  for (const channel of world.channels.slice(0, 4)) await world.command("channel preview", channel);
  yield;
}

export function questionOf(documentId: string, { company }: OpenCompany): string {
  return company.questions.get(documentId) ?? "";
}

function anyDocument({ documents }: OpenCompany, random: () => number): string {
  return pick([...documents.keys()], random);
}

/** A document, somebody who may read it, and somebody who may not. */
export function readerAndOther(world: OpenCompany, random: () => number) {
  for (;;) {
    const documentId = anyDocument(world, random);
    const users = world.company.users.map(({ id }) => id);
    const readers = users.filter((id) => world.mayRead(id, documentId));
    const others = users.filter((id) => !world.mayRead(id, documentId));
    if (readers.length === 0 || others.length === 0) continue;
    return { documentId, reader: pick(readers, random), other: pick(others, random) };
  }
}

/** The last answer in a thread that all see, or that this person was shown alone. */
export function answerIn({ server }: OpenCompany, { threadId }: Said, onlyTo?: string) {
  const there = server
    .messages()
    .filter((one) => one.threadId === threadId && one.onlyTo === onlyTo);
  return there.findLast(({ answer }) => answer !== undefined)?.answer;
}

export async function verify(
  { app }: OpenCompany,
  question: string,
  text: string,
  documents: { source: string; documentId: string }[],
  audience: string[][],
): Promise<string> {
  const given = { question, text, documents, audience };
  const { id } = await proposeVerified({ ...given, origin: "admin", createdBy: "test" }, app);
  await acceptVerified(id, {}, { id: "test" }, app);
  return id;
}
