import { setTimeout as sleep } from "node:timers/promises";
import type { Players } from "../moves/moves.ts";
import { answerIn, questionOf, readerAndOther } from "../moves/moves.ts";
import { type OpenCompany, personOf, type Said } from "../open-company.ts";
import { chooseSuggested, lookAtPages } from "./look-at-pages.ts";
import { shareAsIs } from "./share-as-is.ts";
import { type WayName, ways } from "./ways.ts";

export interface Revocation {
  what: WayName;
  /** Until Footnote had seen it: a sync, an admin's command; nothing where time alone took it. */
  seenAfterMs: number;
  /** From then on until the next question had its outcome. */
  answeredAfterMs: number;
  /** Whether the document was cited before, right after, and once it was given back. */
  before: boolean;
  after: boolean;
  again: boolean;
}

const MOST_TRIES = 1_000;
/** What a source said long ago counts for so long yet. */
const LAST_MS = 300;
const FOLLOW_UP = "And what else does it say about that?";

/** Takes somebody's right to a page away, and asks as soon as that can be known; then gives it back. */
export async function revoke(players: Players, what: WayName): Promise<Revocation | undefined> {
  const { world, watch } = players;
  const suggested = what === "document" ? await chooseSuggested(players) : undefined;
  const chosen = suggested ?? choose(players, what);
  if (chosen === undefined) return undefined;
  const { reader, documentId } = chosen;
  const way = ways[what];
  const question = questionOf(documentId, world);
  const alone = personOf(reader);
  const page = { documentId, question, reader };
  const room = world.addRoom("open", [reader]);
  await world.app.storage.rooms.rooms.change(room, { shareAsIs: true });

  const first = await ask(alone, question);
  const privately = await askPrivately();
  await lookAtPages(page, first.said, players);
  await watch.look();

  const taken = await take();
  const second = await ask(alone, question);
  const answeredAfterMs = performance.now() - taken.at;
  // What was said before stands in the thread, and must not go on from there.
  await ask(alone, FOLLOW_UP, first.said.threadId);
  await shareAsIs(privately, { room, reader, world });
  await lookAtPages(page, first.said, players);
  await watch.look();
  await taken.giveBack();

  const third = await ask(alone, question);
  await watch.look();
  if (what !== "group too old") await takeWhileAsked();
  const cited = { before: first.cites, after: second.cites, again: third.cites };
  return { what, seenAfterMs: taken.seenAfterMs, answeredAfterMs, ...cited };

  /** Takes it away, has Footnote see that, and can give it back. */
  async function take() {
    const dueAt = what === "group too old" ? await letAge(reader, world) : undefined;
    const startedAt = performance.now();
    const undo = way.change(reader, documentId, world);
    world.changed();
    if (dueAt === undefined) await way.tell(world, reader);
    else await sleep(Math.max(0, dueAt - Date.now()));
    const at = performance.now();
    return {
      at,
      seenAfterMs: dueAt === undefined ? at - startedAt : 0,
      async giveBack() {
        undo();
        world.changed();
        world.directory.silent.clear();
        await way.tell(world, reader);
      },
    };
  }

  /** Between a question and its answer, in the chat and on the web. */
  async function takeWhileAsked(): Promise<void> {
    const { said } = await say(alone, question);
    const onWeb = { messageId: `${said.messageId}-while`, threadId: `${said.threadId}-while` };
    let taken: ReturnType<typeof take> | undefined;
    for (const thread of [said.threadId, onWeb.threadId]) {
      world.beforeAnswer.set(thread, async () => {
        taken ??= take();
        await taken;
      });
    }
    await world.signedInWeb.ask({ ...onWeb, askedBy: alone, text: question });
    await world.settle();
    const shown = await world.signedInWeb.answer(onWeb.messageId, alone);
    watch.lookAt("signedIn", shown, [reader], [question]);
    await watch.look();
    await (await taken)?.giveBack();
  }

  async function say(roomId: string, text: string, threadId?: string) {
    const said = await world.say(reader, roomId, text, threadId);
    watch.note(said.threadId, "revoked", "");
    return { said };
  }

  async function ask(roomId: string, text: string, threadId?: string) {
    const { said } = await say(roomId, text, threadId);
    await world.settle();
    const answer = answerIn(world, said);
    const cites = answer?.citations.some((one) => one.documentId === documentId) ?? false;
    return { said, answer, cites };
  }

  /** In a room where an admin lets answers be shared as they are. */
  async function askPrivately(): Promise<{ said: Said; answerId: string | undefined }> {
    const { said, answer } = await ask(room, question);
    const answerId = answer?.id ?? "";
    await world.happen({ type: "asked-privately", answerId, by: alone, roomId: room }, answerId);
    await world.settle();
    return { said, answerId: answerIn(world, said, alone)?.id };
  }
}

/** Somebody who reads a page by this way alone. */
function choose(players: Players, what: WayName) {
  const { world } = players;
  for (let tries = 0; tries < MOST_TRIES; tries++) {
    const { reader, documentId } = readerAndOther(world, players.random);
    const undo = ways[what].change(reader, documentId, world);
    world.changed();
    const isTaken = !world.mayRead(reader, documentId);
    undo();
    world.changed();
    if (isTaken) return { reader, documentId };
  }
  return undefined;
}

/** The source is away, and what it said of this person's groups was long ago: when it ends to count. */
async function letAge(reader: string, world: OpenCompany): Promise<number> {
  const { directory, holds, kept, app } = world;
  for (const { principal } of directory.groups.values()) {
    if (!holds(reader, principal)) directory.silent.add(principal);
  }
  await kept.syncGroups(app.config.groups.maxAgeMs - LAST_MS);
  // It was said while that was synced, not after.
  const dueAt = Date.now() + LAST_MS;
  // Read once while it counts: what was read must not outlast it.
  await world.audienceOf([reader]);
  return dueAt;
}
