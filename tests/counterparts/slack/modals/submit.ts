import { deliver } from "../delivery/deliver.ts";
import { interaction } from "../interactions/payload.ts";
import type { OpenView } from "../shapes/view.ts";
import { findUser } from "../state/users.ts";
import type { World } from "../world.ts";
import { checkAnswers } from "./check-answers.ts";
import { type Submitted, takeResponse } from "./take-response.ts";
import { closeViews, modalsOf, viewJson } from "./view-life.ts";
import { type Answer, answered, fieldsOf } from "./view-state.ts";

/** The modal on top of somebody's screen. */
export function topModal(world: World, who: string): OpenView {
  const opened = modalsOf(world, findUser(world, who).id).at(-1);
  if (opened === undefined) throw new Error(`${who} has no modal open`);
  return opened;
}

/** Fills in fields by their action id; what is not named keeps what stands there. */
export function fillIn(opened: OpenView, answers: Record<string, Answer>): void {
  const fields = fieldsOf(opened.view.blocks);
  for (const [actionId, answer] of Object.entries(answers)) {
    const field = fields.find(({ element }) => element.action_id === actionId);
    if (field === undefined) throw new Error(`this modal has no field ${actionId}`);
    const inBlock = opened.values[field.block.block_id ?? ""];
    if (inBlock !== undefined) inBlock[actionId] = answered(field.element, answer);
  }
}

/** Presses the modal's button; `times` above 1 is what an impatient finger does. */
export function submit(
  world: World,
  who: string,
  answers: Record<string, Answer> = {},
  { times = 1 }: { times?: number } = {},
): Promise<Submitted> {
  const opened = topModal(world, who);
  fillIn(opened, answers);
  checkAnswers(opened);
  delete opened.errors;
  const payload = {
    ...interaction(world, findUser(world, who), "view_submission", opened.id),
    view: viewJson(world, opened),
    response_urls: [],
  };
  const all = Array.from(
    { length: times },
    () =>
      new Promise<Submitted>((resolve) => {
        deliver(world, {
          kind: "interactive",
          what: "view_submission",
          payload,
          onAnswer: (answer) => resolve(takeResponse(world, opened, answer)),
          onFailed: () => resolve({ state: "failed" }),
        });
      }),
  );
  return Promise.race(all);
}

/** Closes the modal on top; the app hears of it where it asked for that. */
export function closeModal(world: World, who: string): void {
  const opened = topModal(world, who);
  const isCleared = opened.view.clear_on_close === true;
  if (opened.view.notify_on_close === true) {
    const payload = {
      ...interaction(world, findUser(world, who), "view_closed", opened.id),
      view: viewJson(world, opened),
      is_cleared: isCleared,
    };
    deliver(world, { kind: "interactive", what: "view_closed", payload });
  }
  if (isCleared) closeViews(world, opened.userId);
  else world.views.delete(opened.id);
  world.version += 1;
}
