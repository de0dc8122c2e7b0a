import { APIConnectionError, APIError, type OpenAI } from "openai";
import { z } from "zod";

export interface FoundModel {
  /** ISO date; undefined when none is announced or nothing is known. */
  shutdownDate: string | undefined;
  /** Names of models that the endpoint lists, when it does and the asked one is not among them. */
  others: string[];
}

const modelSchema = z.object({ id: z.string(), shutdown_date: z.string().nullish() });
const listSchema = z.object({ data: z.array(modelSchema) });

/**
 * What the endpoint says about a model. A list that lacks it proves nothing: Azure names
 * deployments otherwise, and llama.cpp answers to any name.
 * @throws the SDK's error when the endpoint is away or refuses the key.
 */
export async function lookUpModel(
  client: OpenAI,
  model: string,
  signal: AbortSignal,
): Promise<FoundModel> {
  const one = modelSchema.safeParse(await tryGet(client.models.retrieve(model, { signal })));
  if (one.success) return { shutdownDate: shutdownDate(one.data), others: [] };
  const list = listSchema.safeParse(await tryGet(client.get("/models", { signal })));
  if (!list.success) return { shutdownDate: undefined, others: [] };
  const listed = list.data.data.find(({ id }) => id === model);
  if (listed !== undefined) return { shutdownDate: shutdownDate(listed), others: [] };
  return { shutdownDate: undefined, others: list.data.data.map(({ id }) => id) };
}

function shutdownDate({ shutdown_date: date }: z.infer<typeof modelSchema>): string | undefined {
  return date && !Number.isNaN(Date.parse(date)) ? date : undefined;
}

async function tryGet(request: PromiseLike<unknown>): Promise<unknown> {
  try {
    return await request;
  } catch (error) {
    if (error instanceof APIConnectionError) throw error;
    if (error instanceof APIError && error.status !== undefined && error.status !== 401) {
      return undefined;
    }
    if (error instanceof SyntaxError) return undefined;
    throw error;
  }
}
