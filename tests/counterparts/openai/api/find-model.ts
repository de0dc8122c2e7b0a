import { RefusedRequest } from "../requests/refused-request.ts";
import type { ServedModel, World } from "../world.ts";

/** @throws RefusedRequest 404 for a name that nothing here has */
export function findModel({ models, style }: World, id: string): ServedModel {
  const model = models.find(
    (one) => one.id === id || (style === "ollama" && one.id === `${id}:latest`),
  );
  if (model !== undefined) return model;
  throw style === "ollama"
    ? new RefusedRequest(404, `model "${id}" not found, try pulling it first`)
    : new RefusedRequest(404, `The model '${id}' does not exist or you do not have access to it.`, {
        code: "model_not_found",
        param: "model",
      });
}

/** @throws RefusedRequest for a name of nothing, or of something that does not chat */
export function findChatModel(world: World, id: string): ServedModel {
  const model = findModel(world, id);
  if (model.kind === "chat") return model;
  throw world.style === "ollama"
    ? new RefusedRequest(400, `"${id}" does not support chat`)
    : new RefusedRequest(404, "This is not a chat model and thus not supported in this endpoint.", {
        param: "model",
      });
}

/** @throws RefusedRequest for a name of nothing, or of something that does not embed */
export function findEmbedder(world: World, id: string): ServedModel {
  const model = findModel(world, id);
  if (model.kind === "embedding") return model;
  throw world.style === "ollama"
    ? new RefusedRequest(501, "this model does not support embeddings")
    : new RefusedRequest(403, "You are not allowed to generate embeddings from this model");
}

/** One model as `GET /v1/models` lists it. */
export function describeModel({ style, now }: World, model: ServedModel): object {
  const described = { id: model.id, object: "model", created: now() };
  if (style === "ollama") return { ...described, owned_by: "library" };
  const shutdown = model.shutdownDate === undefined ? {} : { shutdown_date: model.shutdownDate };
  return { ...described, owned_by: "system", ...shutdown };
}
