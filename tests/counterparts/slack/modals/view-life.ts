import { withIds } from "../methods/chat/contents.ts";
import type { OpenView, View } from "../shapes/view.ts";
import type { World } from "../world.ts";
import { initialValues } from "./view-state.ts";

/** Puts a view on somebody's screen: on top of their modals, or as their App Home. */
export function openView(
  world: World,
  { view, userId, teamId }: { view: View; userId: string; teamId: string },
): OpenView {
  const below = modalsOf(world, userId).at(-1);
  const id = world.ids.next("V");
  const modal = view.type === "modal";
  const opened: OpenView = {
    id,
    teamId,
    userId,
    hash: "",
    view,
    rootId: modal ? (below?.rootId ?? id) : id,
    previousId: modal ? below?.id : undefined,
    values: {},
  };
  world.views.set(id, opened);
  writeView(world, opened, view);
  return opened;
}

/** Another content for a view that is open; what was filled in stays where the ids are the same. */
export function writeView(world: World, opened: OpenView, view: View): void {
  const blocks = withIds({ world }, view.blocks);
  opened.view = { ...view, blocks };
  opened.hash = `${Math.floor(world.clock.now() / 1_000)}.${world.ids.next("h")}`;
  const fresh = initialValues(blocks);
  for (const [blockId, actions] of Object.entries(fresh)) {
    const kept = opened.values[blockId] ?? {};
    for (const actionId of Object.keys(actions)) {
      if (actionId in kept) actions[actionId] = kept[actionId];
    }
  }
  opened.values = fresh;
  world.version += 1;
}

/** The modals on somebody's screen, the one on top last. */
export function modalsOf(world: World, userId: string): OpenView[] {
  return [...world.views.values()].filter(
    (one) => one.userId === userId && one.view.type === "modal",
  );
}

export function homeOf(world: World, userId: string): OpenView | undefined {
  return [...world.views.values()].find((one) => one.userId === userId && one.view.type === "home");
}

export function closeViews(world: World, userId: string): void {
  for (const { id } of modalsOf(world, userId)) world.views.delete(id);
  world.version += 1;
}

/** A view as Slack shows it to the app. */
export function viewJson(world: World, opened: OpenView) {
  const { view } = opened;
  const installed = world.installations.find((one) => one.teamId === opened.teamId);
  return {
    id: opened.id,
    team_id: opened.teamId,
    app_id: world.app.id,
    app_installed_team_id: opened.teamId,
    bot_id: installed?.botId,
    type: view.type,
    title: view.title ?? { type: "plain_text", text: "View Title", emoji: true },
    submit: view.submit ?? null,
    close: view.close ?? null,
    blocks: view.blocks,
    private_metadata: view.private_metadata ?? "",
    callback_id: view.callback_id ?? "",
    external_id: view.external_id ?? "",
    state: { values: opened.values },
    hash: opened.hash,
    clear_on_close: view.clear_on_close ?? false,
    notify_on_close: view.notify_on_close ?? false,
    root_view_id: opened.rootId,
    previous_view_id: opened.previousId ?? null,
  };
}
