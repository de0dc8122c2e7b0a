import { z } from "zod";
import { refuseWith, SlackRefusal } from "../api/refusal.ts";
import { checkView } from "../blocks/check-view.ts";
import { closeViews, modalsOf, openView, viewJson, writeView } from "../modals/view-life.ts";
import type { Trigger, View } from "../shapes/view.ts";
import { type Call, json, type Method, method, text } from "./method.ts";

const TRIGGER_LIFE_MS = 3_000;
const MOST_MODALS = 3;
/** Of a view in all, as JSON. */
const MOST_BYTES = 250_000;
const view = json(z.looseObject({ type: z.enum(["modal", "home"]) }));
const trigger = { trigger_id: text, interactivity_pointer: text.optional() };

/** Modals and the App Home. */
export const viewMethods: Record<string, Method> = {
  "views.open": method({
    tier: "tier4",
    args: { ...trigger, view },
    run(call, args) {
      const checked = readView(call, args.view, "modal");
      const { userId, teamId } = useTrigger(call, args.trigger_id);
      if (modalsOf(call.world, userId).length > 0) closeViews(call.world, userId);
      const opened = openView(call.world, { view: checked, userId, teamId });
      return { view: viewJson(call.world, opened) };
    },
  }),
  "views.push": method({
    tier: "tier4",
    args: { ...trigger, view },
    run(call, args) {
      const checked = readView(call, args.view, "modal");
      const { userId, teamId, viewId } = useTrigger(call, args.trigger_id);
      const modals = modalsOf(call.world, userId);
      if (viewId === undefined || modals.length === 0) throw new SlackRefusal("view_not_found");
      if (modals.length >= MOST_MODALS) throw new SlackRefusal("push_limit_reached");
      const pushed = openView(call.world, { view: checked, userId, teamId });
      return { view: viewJson(call.world, pushed) };
    },
  }),
  "views.update": method({
    tier: "tier4",
    args: { view, view_id: text.optional(), external_id: text.optional(), hash: text.optional() },
    run(call, args) {
      const { world, installation } = call;
      const found = [...world.views.values()].find(
        (one) =>
          one.teamId === installation.teamId &&
          (args.view_id === undefined
            ? args.external_id !== undefined && one.view.external_id === args.external_id
            : one.id === args.view_id),
      );
      if (found === undefined) throw new SlackRefusal("not_found");
      if (args.hash !== undefined && args.hash !== found.hash) {
        throw new SlackRefusal("hash_conflict");
      }
      writeView(world, found, readView(call, args.view, found.view.type));
      return { view: viewJson(world, found) };
    },
  }),
  "views.publish": method({
    tier: "tier4",
    args: { user_id: text, view, hash: text.optional() },
    run(call, args) {
      const { world, installation } = call;
      const user = world.users.get(args.user_id);
      if (user === undefined) throw new SlackRefusal("user_not_found");
      if (world.app.manifest.features.app_home?.home_tab_enabled !== true) {
        throw new SlackRefusal("not_enabled");
      }
      const checked = readView(call, args.view, "home");
      const earlier = [...world.views.values()].find(
        (one) =>
          one.view.type === "home" && one.userId === user.id && one.teamId === installation.teamId,
      );
      if (args.hash !== undefined && args.hash !== earlier?.hash) {
        throw new SlackRefusal("hash_conflict");
      }
      if (earlier !== undefined) writeView(world, earlier, checked);
      const { teamId } = installation;
      const home = earlier ?? openView(world, { view: checked, userId: user.id, teamId });
      return { view: viewJson(world, home) };
    },
  }),
};

function readView(call: Call, value: unknown, type: "modal" | "home"): View {
  if (Buffer.byteLength(JSON.stringify(value)) > MOST_BYTES) {
    throw new SlackRefusal("view_too_large");
  }
  const problems = checkView(value, type);
  if (problems.length > 0) throw refuseWith("invalid_arguments", problems);
  const read = value as View;
  const taken = [...call.world.views.values()].some(
    (one) =>
      one.view.type !== type &&
      read.external_id !== undefined &&
      one.view.external_id === read.external_id,
  );
  if (taken) throw new SlackRefusal("duplicate_external_id");
  return read;
}

function useTrigger({ world, installation }: Call, id: string): Trigger {
  const found = world.triggers.get(id);
  if (found === undefined || found.teamId !== installation.teamId) {
    throw new SlackRefusal("invalid_trigger_id");
  }
  if (world.clock.now() - found.at > TRIGGER_LIFE_MS) throw new SlackRefusal("expired_trigger_id");
  if (found.used) throw new SlackRefusal("exchanged_trigger_id");
  found.used = true;
  return found;
}
