import { homeOf, modalsOf } from "../modals/view-life.ts";
import { escapeHtml } from "../render/escape-html.ts";
import { blocksToHtml } from "../render/html/blocks-html.ts";
import { hiddenFields } from "../render/html/elements-html.ts";
import { textHtml } from "../render/html/text-html.ts";
import type { World } from "../world.ts";
import { address, type PageState } from "./page-state.ts";

/** The viewer's App Home. */
export function homeHtml(world: World, state: PageState): string {
  const home = homeOf(world, state.viewer.id);
  if (home === undefined) return "<p class='empty'>The app has not published a Home here yet.</p>";
  const hidden = { back: address(state), as: state.viewer.id, do: "click-home" };
  return blocksToHtml(world, home.view.blocks, { hidden, values: home.values });
}

/** The modal on top of the viewer's screen, as one form. */
export function modalHtml(world: World, state: PageState): string {
  const modal = modalsOf(world, state.viewer.id).at(-1);
  if (modal === undefined) return "";
  const { title, submit, close, blocks } = modal.view;
  const hidden = { back: address(state), as: state.viewer.id, do: "modal" };
  const { values, errors } = modal;
  const inside = blocksToHtml(world, blocks, { hidden, inForm: true, values, errors });
  const send =
    submit === undefined
      ? ""
      : `<button class="press primary" name="press" value="">${textHtml(world, submit)}</button>`;
  return `<div class="veil" data-key="${escapeHtml(modal.id + modal.hash)}"><form method="post" action="/page/act" class="modal">
${hiddenFields(hidden)}<h2>${textHtml(world, title)}</h2><div class="fieldset">${inside}</div>
<footer><button class="press" name="close" value="1" formnovalidate>${textHtml(world, close ?? "Cancel")}</button>${send}</footer></form></div>`;
}
