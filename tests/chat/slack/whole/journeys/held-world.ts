import { onTestFinished } from "vitest";
import { stateFile } from "../../../../../src/app.ts";
import { extractiveWriter } from "../../../../../src/models/local/extractive-writer.ts";
import { openStorage } from "../../../../../src/storage/open-storage.ts";
import { gate, SETTING } from "../../../../contracts/chat-journeys/world/setting.ts";
import { openSlackWorld, type SlackWorld } from "./slack-world.ts";

/** A world whose writer waits for the gate. */
export async function openHeld() {
  const held = gate();
  const begun = gate();
  const writer = {
    ...extractiveWriter,
    async *write(...given: Parameters<typeof extractiveWriter.write>) {
      begun.open();
      await held.promise;
      yield* extractiveWriter.write(...given);
    },
  };
  const answering = { writer, fallback: extractiveWriter };
  const world = await openSlackWorld({ ...SETTING, answering }, { over: "socket" });
  return { world, begun: begun.promise, release: held.open };
}

/** What is stored, to be changed by hand. */
export async function opened({ started }: SlackWorld) {
  const storage = await openStorage({ file: stateFile(started.app.config.dataDir) });
  onTestFinished(() => storage.close());
  return storage;
}

export function openWorld(): Promise<SlackWorld> {
  return openSlackWorld(SETTING, { over: "socket" });
}

export function channelOf(room: string): string {
  return room.split(":")[2] ?? "";
}
