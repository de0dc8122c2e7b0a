import { readBody, serve } from "../shared/serve.ts";

export interface SsmCounterpart {
  url: string;
  /** Full names with their values; what is secret is given in clear only when it is asked for decrypted. */
  parameters: Map<string, { value: string; isSecret: boolean }>;
  /** So many of the next requests are throttled. */
  throttled: number;
  requests: number;
  close(): Promise<void>;
}

/** Most that one page holds, as AWS's documentation has it. */
const PAGE = 10;
const SIGNED =
  /^AWS4-HMAC-SHA256 Credential=[^/]+\/\d{8}\/[\w-]+\/ssm\/aws4_request, SignedHeaders=.*host.*, Signature=[0-9a-f]{64}$/;

interface Request {
  Path?: string;
  WithDecryption?: boolean;
  Recursive?: boolean;
  NextToken?: string;
}

/** A Parameter Store with as much as `GetParametersByPath` needs: signed requests, pages, throttling. */
export async function startSsm(): Promise<SsmCounterpart> {
  const parameters: SsmCounterpart["parameters"] = new Map();
  const store = { parameters, throttled: 0, requests: 0 };
  const server = await serve(async (request, response) => {
    const reply = (status: number, body: object) => {
      response.writeHead(status, { "content-type": "application/x-amz-json-1.1" });
      response.end(JSON.stringify(body));
    };
    store.requests += 1;
    const body = JSON.parse((await readBody(request)).toString("utf8")) as Request;
    if (!SIGNED.test(request.headers.authorization ?? "")) {
      return reply(403, { __type: "IncompleteSignatureException", message: "Not signed." });
    }
    if (request.headers["x-amz-target"] !== "AmazonSSM.GetParametersByPath") {
      return reply(400, { __type: "UnknownOperationException", message: "Not known here." });
    }
    if (store.throttled > 0) {
      store.throttled -= 1;
      return reply(400, { __type: "ThrottlingException", message: "Rate exceeded" });
    }
    if (!body.Path?.startsWith("/")) {
      return reply(400, { __type: "ValidationException", message: "The path is not absolute." });
    }
    const below = [...parameters].filter(([name]) => isBelow(name, body)).sort();
    const from = Number(body.NextToken ?? 0);
    const isMore = below.length > from + PAGE;
    return reply(200, {
      Parameters: below.slice(from, from + PAGE).map(([Name, { value, isSecret }]) => ({
        Name,
        Type: isSecret ? "SecureString" : "String",
        Value: isSecret && body.WithDecryption !== true ? "AQICAHh-encrypted" : value,
      })),
      ...(isMore ? { NextToken: String(from + PAGE) } : {}),
    });
  });
  return Object.assign(store, { url: server.url, close: server.close });
}

function isBelow(name: string, { Path = "", Recursive = false }: Request): boolean {
  const rest = name.startsWith(`${Path}/`) ? name.slice(Path.length + 1) : "";
  return rest !== "" && (Recursive || !rest.includes("/"));
}
