import { z } from "zod";
import type { World } from "../world.ts";
import { accountTask, controlAccounts } from "./control-accounts.ts";
import { controlDrive, driveTask } from "./control-drive.ts";
import { controlServer, serverTask } from "./control-server.ts";

const task = z.discriminatedUnion("do", [
  ...driveTask.options,
  ...accountTask.options,
  ...serverTask.options,
]);

interface ControlReply {
  status: number;
  value: unknown;
}

/** Lets people and scripts do what the drive's owners and Google would; needs no token. */
export function control(world: World, method: string, path: string, text: string): ControlReply {
  if (method === "GET" && path === "/_control/requests") {
    return { status: 200, value: world.requests };
  }
  if (method !== "POST" || path !== "/_control/do") {
    const error = "POST /_control/do or GET /_control/requests";
    return { status: 404, value: { error } };
  }
  try {
    const given: unknown = JSON.parse(text);
    const read = task.safeParse(given);
    if (!read.success) return { status: 400, value: { error: z.prettifyError(read.error) } };
    return { status: 200, value: perform(world, given) ?? { ok: true } };
  } catch (error) {
    return { status: 400, value: { error: (error as Error).message } };
  }
}

function perform(world: World, given: unknown): unknown {
  const inDrive = driveTask.safeParse(given);
  if (inDrive.success) return controlDrive(world, inDrive.data);
  const withAccounts = accountTask.safeParse(given);
  if (withAccounts.success) return controlAccounts(world, withAccounts.data);
  return controlServer(world, serverTask.parse(given));
}
