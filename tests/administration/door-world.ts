import { tmpdir } from "node:os";
import { getRequestListener } from "@hono/node-server";
import { pino } from "pino";
import { onTestFinished } from "vitest";
import { offerSetup } from "../../src/administration/setup/offer-setup.ts";
import type { SetupDoorDeps } from "../../src/administration/setup/setup-deps.ts";
import type { ChatEvent } from "../../src/chat/chat-rooms.ts";
import { createSetupDoor } from "../../src/entrypoints/setup/setup-door.ts";
import type { SetupWish } from "../../src/storage/ports/setup-storage.ts";
import { createPretendPlatform } from "../conversation/rooms/pretend-platform.ts";
import { createPretendServer } from "../conversation/rooms/pretend-server.ts";
import { serve } from "../counterparts/shared/serve.ts";
import { openNotionApp } from "./notion-world.ts";

export const WORKSPACE = "pretend:W1";
export const ADMIN = `${WORKSPACE}:U-ana`;
export const WISH: Extract<SetupWish, { type: "add" }> = {
  type: "add",
  name: "wiki",
  kind: "notion",
  settings: {},
  audience: ["everyone"],
  schedule: undefined,
};

/** The setup pages over real HTTP, with a pretend Notion that secrets are tried at. */
export async function openDoorWorld({ publicUrl }: { publicUrl?: string } = {}) {
  const { app, notion } = await openNotionApp();
  const chat = createPretendServer(WORKSPACE);
  chat.people.set(ADMIN, ["everyone", "group:admins"]);
  let answer: (request: Request) => Response | Promise<Response> = () => new Response();
  const server = await serve(getRequestListener((request) => answer(request)));
  onTestFinished(server.close);
  const kept: { key: string; event: ChatEvent }[] = [];
  const logged: string[] = [];
  const clock = { aheadMs: 0 };
  const deps: SetupDoorDeps = {
    ...app,
    administering: { ...app.administering, chatFolders: [tmpdir()] },
    platforms: [createPretendPlatform(chat)],
    publicUrl: publicUrl ?? server.url,
    logger: pino({ level: "trace" }, { write: (line: string) => logged.push(line) }),
    now: () => Date.now() + clock.aheadMs,
    inbox: {
      async keep(key, _group, event) {
        kept.push({ key, event });
      },
    },
  };
  const door = createSetupDoor(deps);
  answer = (request) => door.fetch(request);
  let asked = 0;
  return {
    ...{ app, notion, chat, server, kept, logged, clock, deps },
    /** The link that a request is answered with, below the address that the server listens on. */
    async link(wish: SetupWish = WISH): Promise<string> {
      asked += 1;
      const by = { person: ADMIN, workspaceId: WORKSPACE };
      const { reply } = await offerSetup(wish, by, `request-${asked}`, deps);
      const [token = ""] = /\/setup\/([\w-]{43})/.exec(JSON.stringify(reply))?.slice(1) ?? [];
      return `${server.url}/setup/${token}`;
    },
  };
}
