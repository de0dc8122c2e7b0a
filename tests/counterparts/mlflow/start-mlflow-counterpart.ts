import type { ServerResponse } from "node:http";
import { z } from "zod";
import { reply } from "../shared/planned-faults.ts";
import { readBody, serve } from "../shared/serve.ts";

const tag = z.strictObject({ key: z.string().max(250), value: z.string().max(5_000) });
const bodies = {
  "POST /registered-models/create": z.strictObject({ name: z.string().min(1) }),
  "POST /model-versions/create": z.strictObject({
    ...{ name: z.string(), source: z.string().min(1), tags: z.array(tag).optional() },
  }),
  "POST /model-versions/set-tag": tag.extend({ name: z.string(), version: z.string() }),
  "POST /registered-models/alias": z.strictObject({
    ...{ name: z.string(), alias: z.string(), version: z.string() },
  }),
  "DELETE /registered-models/alias": z.strictObject({ name: z.string(), alias: z.string() }),
};

interface Version {
  version: string;
  source: string;
  tags: Map<string, string>;
}

export interface MlflowCounterpart {
  /** `http://127.0.0.1:<port>` */
  baseUrl: string;
  models: ReadonlyMap<string, { versions: Version[]; aliases: ReadonlyMap<string, string> }>;
  requests: string[];
  close(): Promise<void>;
}

/** Small pages, so that there are several. */
const PAGE = 2;

/** A local server with the model registry of MLflow's REST API: it refuses what that refuses. */
export async function startMlflowCounterpart(authorization?: string): Promise<MlflowCounterpart> {
  const models = new Map<string, { versions: Version[]; aliases: Map<string, string> }>();
  const requests: string[] = [];
  const { url, close } = await serve(async (request, response) => {
    const { pathname, searchParams } = new URL(request.url ?? "", "http://localhost");
    const route = `${request.method} ${pathname.replace("/api/2.0/mlflow", "")}`;
    requests.push(route);
    const text = (await readBody(request)).toString();
    if (authorization !== undefined && request.headers.authorization !== authorization) {
      return response.writeHead(401).end("You are not authenticated.");
    }
    const asked = request.method === "GET" ? Object.fromEntries(searchParams) : JSON.parse(text);
    const schema = bodies[route as keyof typeof bodies];
    if (schema !== undefined && !schema.safeParse(asked).success) {
      return refuse(response, 400, "INVALID_PARAMETER_VALUE");
    }
    const filter = /^name='([^']+)'$/.exec(asked.filter ?? "")?.[1];
    const name: string = asked.name ?? filter ?? "";
    if (route === "POST /registered-models/create") {
      if (models.has(name)) return refuse(response, 400, "RESOURCE_ALREADY_EXISTS");
      models.set(name, { versions: [], aliases: new Map() });
      return reply(response, 200, { registered_model: { name } });
    }
    const model = models.get(name);
    if (model === undefined) return refuse(response, 404, "RESOURCE_DOES_NOT_EXIST");
    const { versions, aliases } = model;
    if (route === "GET /registered-models/get") {
      const listed = [...aliases].map(([alias, version]) => ({ alias, version }));
      // As protobuf writes it: what is empty is left out.
      const said = listed.length === 0 ? {} : { aliases: listed };
      return reply(response, 200, { registered_model: { name, ...said } });
    }
    if (route === "GET /model-versions/search") {
      const from = Number(asked.page_token ?? 0);
      const page = versions.slice(from, from + PAGE).map(show);
      const more = from + PAGE < versions.length ? { next_page_token: String(from + PAGE) } : {};
      return reply(response, 200, {
        ...(page.length === 0 ? {} : { model_versions: page }),
        ...more,
      });
    }
    if (route === "POST /model-versions/create") {
      // A path on the server's own disk has to be one of a run.
      if (!/^(?!file:)[a-z]+:\/\//.test(asked.source)) {
        return refuse(response, 400, "INVALID_PARAMETER_VALUE");
      }
      const tags = new Map(
        (asked.tags ?? []).map((one: z.infer<typeof tag>) => [one.key, one.value]),
      );
      const version = { version: String(versions.length + 1), source: asked.source, tags };
      versions.push(version as Version);
      return reply(response, 200, { model_version: show(version as Version) });
    }
    const found = versions.find(({ version }) => version === asked.version);
    if (route === "DELETE /registered-models/alias") aliases.delete(asked.alias);
    else if (found === undefined) return refuse(response, 404, "RESOURCE_DOES_NOT_EXIST");
    else if (route === "POST /model-versions/set-tag") found.tags.set(asked.key, asked.value);
    else if (route === "POST /registered-models/alias") aliases.set(asked.alias, found.version);
    else return refuse(response, 404, "ENDPOINT_NOT_FOUND");
    return reply(response, 200, {});
  });
  return { baseUrl: url, models, requests, close };
}

function show({ version, source, tags }: Version) {
  return { version, source, tags: [...tags].map(([key, value]) => ({ key, value })) };
}

function refuse(response: ServerResponse, status: number, code: string): void {
  reply(response, status, { error_code: code, message: "It was refused." });
}
