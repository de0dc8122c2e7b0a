import type { Element } from "../blocks/block.ts";
import { deliver } from "../delivery/deliver.ts";
import { topModal } from "../modals/submit.ts";
import { viewJson } from "../modals/view-life.ts";
import { fieldsOf } from "../modals/view-state.ts";
import { findUser } from "../state/users.ts";
import type { World } from "../world.ts";
import { interaction } from "./payload.ts";

/** What an `external_select` in the modal on top offers for these letters. */
export function suggest(
  world: World,
  who: string,
  actionId: string,
  letters: string,
): Promise<unknown[]> {
  const opened = topModal(world, who);
  const field = fieldsOf(opened.view.blocks).find(({ element }) => element.action_id === actionId);
  const element: Element | undefined = field?.element;
  if (element?.type.includes("external") !== true) throw new Error(`${actionId} asks nobody`);
  const payload = {
    ...interaction(world, findUser(world, who), "block_suggestion", opened.id),
    action_id: actionId,
    block_id: field?.block.block_id,
    value: letters,
    container: { type: "view", view_id: opened.id },
    view: viewJson(world, opened),
  };
  return new Promise((resolve) => {
    deliver(world, {
      kind: "interactive",
      what: "block_suggestion",
      payload,
      onAnswer: (answer) => resolve((answer as { options?: unknown[] })?.options ?? []),
      onFailed: () => resolve([]),
    });
  });
}
