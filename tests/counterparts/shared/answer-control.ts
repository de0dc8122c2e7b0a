import { z } from "zod";

interface ControlReply {
  status: number;
  value: unknown;
}

interface Controlled<Task> {
  /** What may be looked at, each under its name. */
  views: Readonly<Record<string, () => unknown>>;
  operation: z.ZodType<Task>;
  /** @returns what to answer, where that is not just that it was done. */
  perform: (task: Task) => unknown;
}

/** Lets people and scripts do at a counterpart what its people would, and look at it; needs no credentials. */
export async function answerControl<Task>(
  { views, operation, perform }: Controlled<Task>,
  method: string,
  path: string,
  text: string,
): Promise<ControlReply> {
  const name = path.replace("/_control/", "");
  const view = method === "GET" && Object.hasOwn(views, name) ? views[name] : undefined;
  if (view !== undefined) return { status: 200, value: view() };
  if (method !== "POST" || name !== "do") {
    const error = `POST /_control/do, or GET /_control/${Object.keys(views).join(", ")}`;
    return { status: 404, value: { error } };
  }
  try {
    const read = operation.safeParse(JSON.parse(text));
    if (!read.success) return { status: 400, value: { error: z.prettifyError(read.error) } };
    return { status: 200, value: (await perform(read.data)) ?? { ok: true } };
  } catch (error) {
    return { status: 400, value: { error: (error as Error).message } };
  }
}
