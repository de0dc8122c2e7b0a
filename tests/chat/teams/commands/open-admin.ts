import { tmpdir } from "node:os";
import { createSourceForms } from "../../../../src/administration/forms/create-source-forms.ts";
import { mayAdminister } from "../../../../src/administration/may-administer.ts";
import { runCommand } from "../../../../src/administration/run-command.ts";
import type { ChatEvent, RoomPlatform } from "../../../../src/chat/chat-rooms.ts";
import { createCommandPort } from "../../../../src/chat/teams/commands/create-command-port.ts";
import { createPretendPlatform } from "../../../conversation/rooms/pretend-platform.ts";
import { createPretendServer } from "../../../conversation/rooms/pretend-server.ts";
import { openApp, syncFiles } from "../../../support/open-app.ts";
import { ADA, ROOM, startCommands, WORKSPACE } from "./start-commands.ts";

const FILES = {
  "leave.md": "# Annual leave\n\nEverybody has 30 days of annual leave a year.",
  "<at>all</at> [x](https://evil.test).md": "# Odd\n\nNames of files are data, too.",
};

/** All that commands are about, with the part of Teams that admins use in front of it. */
export async function openAdmin(files: Record<string, string> = FILES) {
  const app = await openApp({ chatFolders: [tmpdir()] });
  const folder = await syncFiles(app, files);
  const started = startCommands();
  const server = createPretendServer(WORKSPACE);
  server.people.set(ADA, ["everyone", "group:admins"]);
  const platforms: RoomPlatform[] = [];
  const adminForms = createSourceForms({
    ...app.administering,
    mayAdminister: (person) => mayAdminister(person, { storage: app.storage, platforms }),
  });
  const platform: RoomPlatform = {
    ...createPretendPlatform(server, { name: "teams" }),
    ...createCommandPort({ ...started.deps, adminForms }),
    nameOf: async () => "Ada <at>Ada</at>",
    readersOf: async () => [ADA],
    roomKindFor: async () => "closed",
    timeZoneOf: async () => "Europe/Berlin",
    audienceOf: async () => [["everyone"]],
    isAdmin: async (person) => person === ADA,
    isMember: async () => true,
  };
  platforms.push(platform);
  const kept: { key: string; group: string; event: ChatEvent }[] = [];
  const inbox = {
    async keep(key: string, group: string, event: ChatEvent) {
      kept.push({ key, group, event });
    },
  };
  const deps = { ...app, platforms, stop: new AbortController().signal, inbox };
  return {
    ...started,
    ...{ app, folder, platform, adminForms, kept, inbox, adminDeps: deps },
    run: (text: string, change: { person?: string; roomId?: string | undefined } = {}) => {
      const { person = ADA, roomId = ROOM } = change;
      const isAdmin = person === ADA;
      return runCommand(text, { person, workspaceId: WORKSPACE, roomId, isAdmin, key: text }, deps);
    },
  };
}
