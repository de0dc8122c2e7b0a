import { answerJson } from "../reply/answer-json.ts";
import { misbehave } from "../reply/misbehave.ts";
import type { Wire } from "../reply/wire.ts";
import type { World } from "../world.ts";
import { describeModel, findModel } from "./find-model.ts";

/** `GET /v1/models`. @throws RefusedRequest */
export async function listModels(wire: Wire, world: World): Promise<void> {
  const behaviour = world.scripts.take("models", "/v1/models");
  if (await misbehave(wire, world, behaviour)) return;
  const data = world.models.map((model) => describeModel(world, model));
  const list = (part: object[]) => ({ object: "list", data: part });
  const truncated = list(data.slice(0, data.length / 2));
  await answerJson(wire, { value: list(data), truncated, empty: list([]) }, behaviour);
}

/** `GET /v1/models/{id}`. @throws RefusedRequest */
export async function showModel(wire: Wire, world: World, id: string): Promise<void> {
  const behaviour = world.scripts.take("models", `/v1/models/${id}`);
  if (await misbehave(wire, world, behaviour)) return;
  const value = describeModel(world, findModel(world, id));
  await answerJson(wire, { value, truncated: {}, empty: {} }, behaviour);
}
