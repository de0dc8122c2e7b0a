import { createInterface } from "node:readline";
import { setTimeout as sleep } from "node:timers/promises";
import { createApp } from "../../../src/app.ts";
import { readConfig } from "../../../src/config.ts";
import { runAnswerWorkers } from "../../../src/conversation/answer-worker.ts";
import { createRoomPreparation } from "../../../src/conversation/rooms/prepare-question.ts";
import { createChatInbox, runRoomWorkers } from "../../../src/conversation/rooms/room-workers.ts";
import { createPretendPlatform } from "./pretend-platform.ts";
import { createPretendServer } from "./pretend-server.ts";

/*
 * A process to be killed: takes events as lines of JSON, acknowledges each by its key once it is kept,
 * and answers on a pretend server that lives in a file.
 */

const [dataDir = "", serverFile = "", roomsText = "[]"] = process.argv.slice(2);
const app = await createApp({
  ...readConfig({ logLevel: "silent" }, {}),
  dataDir,
  embedder: { kind: "none" },
  maxPending: 10_000,
  maxPendingPerAsker: 10_000,
});
const server = createPretendServer("pretend:T1", serverFile);
for (const id of JSON.parse(roomsText) as string[]) {
  server.rooms.set(id, { id, kind: "open", members: ["ana"] });
}
server.people.set("ana", ["everyone"]);
// As slow as a network, so that a kill falls between any two steps.
const before = () => sleep(Math.random() * 30).then(() => undefined);
const platforms = [createPretendPlatform(server, { before })];
const { signal } = new AbortController();
const deps = { ...app, limits: app.config };
const prepareQuestion = createRoomPreparation({ ...deps, platforms });
void runAnswerWorkers({ ...deps, prepareQuestion, workers: 2 }, signal);
void runRoomWorkers(deps, platforms, signal);

const inbox = createChatInbox(app);
process.stdout.write("ready\n");
for await (const line of createInterface({ input: process.stdin })) {
  const { key, group, event } = JSON.parse(line);
  await inbox.keep(key, group, event);
  process.stdout.write(`${key}\n`);
}
