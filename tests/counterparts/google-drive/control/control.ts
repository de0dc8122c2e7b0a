import { z } from "zod";
import { answerControl } from "../../shared/answer-control.ts";
import type { World } from "../world.ts";
import { accountTask, controlAccounts } from "./control-accounts.ts";
import { controlDrive, driveTask } from "./control-drive.ts";
import { controlServer, serverTask } from "./control-server.ts";

const operation = z.discriminatedUnion("do", [
  ...driveTask.options,
  ...accountTask.options,
  ...serverTask.options,
]);

/** Lets people and scripts do what the drive's owners and Google would; needs no token. */
export function control(world: World, method: string, path: string, text: string) {
  const views = { requests: () => world.requests };
  return answerControl(
    { views, operation, perform: (task) => perform(world, task) },
    method,
    path,
    text,
  );
}

function perform(world: World, given: unknown): unknown {
  const inDrive = driveTask.safeParse(given);
  if (inDrive.success) return controlDrive(world, inDrive.data);
  const withAccounts = accountTask.safeParse(given);
  if (withAccounts.success) return controlAccounts(world, withAccounts.data);
  return controlServer(world, serverTask.parse(given));
}
