import { z } from "zod";
import { checkView } from "../blocks/check-view.ts";
import type { OpenView, View } from "../shapes/view.ts";
import type { World } from "../world.ts";
import { closeViews, openView, writeView } from "./view-life.ts";

/** What became of a modal that was submitted. */
export interface Submitted {
  state: "closed" | "errors" | "updated" | "pushed" | "failed";
  /** By block, as the form shows them. */
  errors?: Record<string, string>;
}

const response = z.discriminatedUnion("response_action", [
  z.strictObject({
    response_action: z.literal("errors"),
    errors: z.record(z.string(), z.string()),
  }),
  z.strictObject({ response_action: z.enum(["update", "push"]), view: z.unknown() }),
  z.strictObject({ response_action: z.literal("clear") }),
]);

/** Does to a modal what the app says with its acknowledgement. */
export function takeResponse(world: World, opened: OpenView, answer: unknown): Submitted {
  const empty = answer === undefined || answer === null || answer === "";
  if (empty || Object.keys(answer as object).length === 0) {
    world.views.delete(opened.id);
    world.version += 1;
    return { state: "closed" };
  }
  const read = response.safeParse(answer);
  if (!read.success) return complain(world, z.prettifyError(read.error));
  if (read.data.response_action === "clear") {
    closeViews(world, opened.userId);
    return { state: "closed" };
  }
  if (read.data.response_action === "errors") return showErrors(world, opened, read.data.errors);
  const problems = checkView(read.data.view, "modal");
  if (problems.length > 0) return complain(world, problems.join(" "));
  const view = read.data.view as View;
  if (read.data.response_action === "update") {
    writeView(world, opened, view);
    return { state: "updated" };
  }
  openView(world, { view, userId: opened.userId, teamId: opened.teamId });
  return { state: "pushed" };
}

function showErrors(world: World, opened: OpenView, errors: Record<string, string>): Submitted {
  const inputs = opened.view.blocks.filter(({ type }) => type === "input");
  const stray = Object.keys(errors).filter(
    (blockId) => !inputs.some(({ block_id: id }) => id === blockId),
  );
  if (stray.length > 0) return complain(world, `errors for ${stray}, which is no input block`);
  opened.errors = errors;
  world.version += 1;
  return { state: "errors", errors };
}

function complain(world: World, what: string): Submitted {
  world.complaints.push(`view_submission: ${what}`);
  return { state: "failed" };
}
