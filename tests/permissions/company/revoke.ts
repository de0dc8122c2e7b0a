import type { Players } from "./moves.ts";
import { answerIn, questionOf, readerAndOther } from "./moves.ts";
import { personOf } from "./open-company.ts";

export interface Revocation {
  what: "document" | "group";
  /** Of the sync that saw it; 0 where the platform tells it by itself. */
  syncMs: number;
  /** From then on until the next question had its outcome. */
  answeredAfterMs: number;
  /** Whether the document was cited before, and after. */
  before: boolean;
  after: boolean;
}

/** Takes somebody's right to a page away, and asks as soon as that can be known. */
export async function revoke(
  { world, watch, random }: Players,
  what: Revocation["what"],
): Promise<Revocation> {
  const { documentId, reader } = readerAndOther(world, random);
  const question = questionOf(documentId, world);
  const room = world.addRoom("open", [reader]);
  await world.app.storage.rooms.rooms.change(room, { shareAsIs: true });
  const ask = async (roomId: string, text: string, threadId?: string) => {
    const said = await world.say(reader, roomId, text, threadId);
    watch.note(said.threadId, "revoked", "");
    await world.settle();
    const answer = answerIn(world, said);
    return {
      said,
      answer,
      cites: answer?.citations.some((one) => one.documentId === documentId) ?? false,
    };
  };
  const first = await ask(personOf(reader), question);
  const privately = await askAlone();
  await watch.look();

  const readers = world.documents.get(documentId)?.readableBy ?? ["everyone"];
  const groups = world.users.get(reader)?.groups ?? [];
  let syncMs = 0;
  if (what === "document") {
    world.setReaders(documentId, []);
    const startedAt = performance.now();
    await world.sync();
    syncMs = performance.now() - startedAt;
  } else world.setGroups(reader, []);
  const startedAt = performance.now();
  const second = await ask(personOf(reader), question);
  const answeredAfterMs = performance.now() - startedAt;
  // What was said before stands in the thread, and must not go on from there.
  await ask(personOf(reader), "And what else does it say about that?", first.said.threadId);
  await shareAsIs();
  await watch.look();

  const stillReads = world.mayRead(reader, documentId);
  if (what === "document") {
    world.setReaders(documentId, readers);
    await world.sync();
  } else world.setGroups(reader, groups);
  return { what, syncMs, answeredAfterMs, before: first.cites, after: second.cites && !stillReads };

  /** In a room where an admin lets answers be shared as they are. */
  async function askAlone() {
    const { said, answer } = await ask(room, question);
    const by = personOf(reader);
    const answerId = answer?.id ?? "";
    await world.happen({ type: "asked-privately", answerId, by, roomId: room }, answerId);
    await world.settle();
    return { said, answerId: answerIn(world, said, by)?.id };
  }

  async function shareAsIs(): Promise<void> {
    const { said, answerId } = privately;
    if (answerId === undefined) return;
    const by = personOf(reader);
    const place = { roomId: room, roomKind: "open" as const, threadId: said.threadId };
    await world.happen({ type: "shared", answerId, by, ...place }, answerId);
    await world.settle();
    // The button under what the sharer is told gives this command; ids of shares are made so.
    const share = (await world.app.storage.answers.listThread(said.threadId)).at(-1)?.id ?? "";
    const where = { workspaceId: by.split(":U-")[0] ?? "", roomId: room, isDirect: false };
    const text = `share-as-is ${share}`;
    await world.happen(
      { type: "command", command: { text, by, ...where, answerTo: undefined } },
      room,
    );
    await world.settle();
  }
}
