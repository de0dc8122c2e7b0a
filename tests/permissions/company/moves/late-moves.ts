import { randomUUID } from "node:crypto";
import { composeDigest } from "../../../../src/administration/digest/compose-digest.ts";
import type { AnswerProgress } from "../../../../src/answer/answer.ts";
import { type AnswerDeps, answerQuestion } from "../../../../src/answer/answer-question.ts";
import { ChatError } from "../../../../src/chat/chat-error.ts";
import { reportFeedback } from "../../../../src/feedback/reports/feedback-report.ts";
import { reportGaps } from "../../../../src/feedback/reports/gap-report.ts";
import { ModelError, type Writer } from "../../../../src/models/models.ts";
import type { IndexQuery } from "../../../../src/vector-index/vector-index.ts";
import { SOURCE, VISITOR } from "../open-company.ts";
import { type Move, type Players, questionOf, readerAndOther, verify } from "./moves.ts";

const DAYS = 7;

/** Where the platform is away when the answer is ready, and somebody comes in until it is back. */
export async function* askAndWait({ world, watch, random }: Players): Move {
  const { reader, other, documentId } = readerAndOther(world, random);
  const roomId = world.addRoom("closed", [reader]);
  const { threadId } = await world.say(reader, roomId, questionOf(documentId, world));
  watch.note(threadId, "waited", "");
  world.beforeShown.set(threadId, async (answerId) => {
    while ((await world.app.storage.answers.get(answerId))?.outcome === undefined) {
      await pause();
    }
    world.waited.add(answerId);
    world.join(other, roomId);
    throw new ChatError("unavailable", "The platform is away.");
  });
  yield;
}

/** Somebody comes in while an answer is made, or written: what follows is for both of them. */
export async function* askSlowly(players: Players): Move {
  const pair = readerAndOther(players.world, players.random);
  await whileWritten(pair, "goes on", players);
  await whileWritten(pair, "fails", players);
  await beforeWritten(pair, players);
  yield;
}

interface Pair {
  reader: string;
  other: string;
  documentId: string;
}

/** After a model's first sentence. */
async function whileWritten(
  { reader, other, documentId }: Pair,
  then: "goes on" | "fails",
  { world, watch }: Players,
): Promise<void> {
  const facts = (world.documents.get(documentId)?.text.split("\n\n")[1] ?? "").split(/(?<=\.) /);
  const name = / of (\w+ \w+) is /.exec(facts[0] ?? "")?.[1];
  const asked = facts.map((fact) => /^The (.+?) of/.exec(fact)?.[1]).join(", the ");
  const text = `What are the ${asked} of ${name}?`;
  const audience = await world.audienceOf([reader]);
  const given = [...audience];
  let laterMs = 0;
  let shownBefore = 0;
  const isAlone = () => audience.length === 1;
  const writer: Writer = {
    ...{ id: "test/slow", promptVersion: "answer@1", promptTexts: [], quotes: false },
    ...{ maxPassages: 10, maxPassageTokens: 6_000 },
    async *write({ passages }) {
      const n = passages.find((passage) => passage.text.includes(facts[0] ?? ""))?.n;
      if (n === undefined) return;
      const cited = facts.map((fact) => `${fact.replace(/\.$/, "")} [${n}]. `);
      yield cited[0] ?? "";
      for (let tries = 0; tries < 50 && shownBefore === 0; tries++) await pause();
      audience.push(...(await world.audienceOf([other])));
      laterMs += 1_000;
      if (then === "fails") throw new ModelError("unavailable", "The model is away.");
      yield* cited.slice(1);
    },
  };
  const deps = { ...world.answering, writer, now: () => Date.now() + laterMs };
  const question = { text, history: [], audience: given, readAudience: async () => audience };
  const show = (step: AnswerProgress) => {
    if (step.type !== "sentence") return;
    if (isAlone()) shownBefore += 1;
    const [surface, viewers] = isAlone() ? ["streamed", [reader]] : ["slow", [reader, other]];
    watch.lookAt(surface as string, step.text, viewers as string[], [text]);
  };
  const { signal } = new AbortController();
  const { answer } = await answerQuestion(randomUUID(), question, deps, show, signal);
  const rest = [answer.sentences.slice(shownBefore), answer.warnings, answer.nearest];
  watch.lookAt("slow", rest, [reader, other], [text]);
}

/** After the search; and before a verified answer, which needs none, is given. */
async function beforeWritten(
  { reader, other, documentId }: Pair,
  { world, watch }: Players,
): Promise<void> {
  const { answering } = world;
  const text = questionOf(documentId, world);
  const given = await world.audienceOf([reader]);
  const both = [...given, ...(await world.audienceOf([other]))];
  let audience = given;
  const index = new Proxy(answering.index, {
    get(own, name) {
      if (name !== "search") return Reflect.get(own, name).bind(own);
      return async (query: IndexQuery) => {
        const hits = await own.search(query);
        audience = both;
        return hits;
      };
    },
  });
  const question = { text, history: [], audience: given, readAudience: async () => audience };
  const ask = (deps: Partial<AnswerDeps>) =>
    answerQuestion(
      randomUUID(),
      question,
      { ...answering, ...deps },
      () => undefined,
      new AbortController().signal,
    );
  const searched = await ask({ index, findVerified: undefined });
  watch.lookAt("between", searched.answer, [reader, other], [text]);
  const facts = world.documents.get(documentId)?.text.split("\n\n")[1] ?? "";
  const document = { source: SOURCE, documentId };
  const id = await verify(world, text, `${facts} [1]`, [document], [["public"], ["everyone"]]);
  audience = both;
  watch.lookAt("between", (await ask({})).answer, [reader, other], [text]);
  await world.app.storage.verified.remove(id);
}

function pause(): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, 20));
}

/** In a channel for which an admin has set other sources than the one that knows. */
export async function* askWhereLimited({ world, watch, random }: Players): Move {
  const { reader, documentId } = readerAndOther(world, random);
  const roomId = world.addRoom("open", [reader]);
  world.limited.add(roomId);
  await world.app.storage.rooms.rooms.change(roomId, { sources: ["elsewhere"] });
  const facts = world.documents.get(documentId)?.text.split("\n\n")[1] ?? "";
  const question = `${facts.split(". ")[0]?.replace(/^The (.+) is .*$/, "What is the $1")}?`;
  const document = { source: SOURCE, documentId };
  const asked = questionOf(documentId, world);
  const id = await verify(world, asked, `${facts} [1]`, [document], [["public"], ["everyone"]]);
  for (const text of [question, asked]) {
    const { threadId } = await world.say(reader, roomId, text);
    watch.note(threadId, "limited", "");
  }
  await world.command("channel preview", roomId);
  yield;
  await world.app.storage.verified.remove(id);
}

/** A browser asks, reads on, and another one looks for what it asked. */
export async function* askOnTheWeb({ world, watch, random }: Players): Move {
  const { documentId } = readerAndOther(world, random);
  const text = questionOf(documentId, world);
  const ids = { messageId: randomUUID(), threadId: randomUUID() };
  await world.web.ask({ ...ids, askedBy: "web:browser", text });
  yield;
  const { signal } = new AbortController();
  const shown: unknown[] = [
    await world.web.answer(ids.messageId, "web:browser"),
    await world.web.thread(ids.threadId, "web:browser"),
    await world.web.why(ids.messageId, "web:browser"),
    await world.web.citation(ids.messageId, "web:browser", 1),
    await world.web.document(SOURCE, documentId, "web:browser"),
  ];
  for await (const one of world.web.events(ids.messageId, "web:browser", signal)) shown.push(one);
  watch.lookAt("web", shown, [VISITOR.id], [text]);
  const others: unknown[] = [
    await world.web.answer(ids.messageId, "web:another"),
    await world.web.thread(ids.threadId, "web:another"),
    await world.web.why(ids.messageId, "web:another"),
    await world.web.citation(ids.messageId, "web:another", 1),
  ];
  for await (const one of world.web.events(ids.messageId, "web:another", signal)) others.push(one);
  watch.lookAt("web", others, []);
}

/** What the command line gives as JSON, and what a digest says: documents of nobody, questions asked in the open. */
export async function* readExports({ world, watch }: Players): Move {
  yield;
  yield;
  const deps = { ...world.adminDeps, administering: world.app.administering };
  const said = watch.saidBy((one) => world.server.rooms.get(one.roomId)?.kind === "open");
  watch.lookAt("export", await reportGaps(DAYS, deps), [], said);
  watch.lookAt("export", await reportFeedback(DAYS, deps), [], said);
  watch.lookAt("digest", await composeDigest(deps), [], said);
}
