import { z } from "zod";

interface ControlReply {
  status: number;
  value: unknown;
}

interface Controlled<Task> {
  /** Everything that was asked so far. */
  requests: readonly unknown[];
  operation: z.ZodType<Task>;
  /** @returns what to answer, where that is not just that it was done. */
  perform: (task: Task) => unknown;
}

/** Lets people and scripts do at a source what its owners would; needs no credentials. */
export function control<Task>(
  { requests, operation, perform }: Controlled<Task>,
  method: string,
  path: string,
  text: string,
): ControlReply {
  if (method === "GET" && path === "/_control/requests") return { status: 200, value: requests };
  if (method !== "POST" || path !== "/_control/do") {
    const error = "POST /_control/do or GET /_control/requests";
    return { status: 404, value: { error } };
  }
  try {
    const read = operation.safeParse(JSON.parse(text));
    if (!read.success) return { status: 400, value: { error: z.prettifyError(read.error) } };
    return { status: 200, value: perform(read.data) ?? { ok: true } };
  } catch (error) {
    return { status: 400, value: { error: (error as Error).message } };
  }
}
