import { z } from "zod";

/** What Drive says of a request that it refuses. */
export interface DriveRefusal {
  /** Undefined when there was no answer. */
  status: number | undefined;
  /** Drive's words, such as `rateLimitExceeded`; the old ones and those of its newer error details. */
  reasons: string[];
  message: string;
  retryAfter: string | undefined;
}

const body = z.object({
  error: z.object({
    message: z.string().optional(),
    errors: z.array(z.object({ reason: z.string().optional() })).optional(),
    details: z.array(z.object({ reason: z.string().optional() })).optional(),
  }),
});

/** The refusal in an error of the SDK, or in that of ours which it caused. */
export function readRefusal(error: unknown): DriveRefusal {
  const { response, message, cause } = (error ?? {}) as {
    response?: Response & { data?: unknown };
    message?: string;
    cause?: unknown;
  };
  if (response === undefined) {
    const inner = cause instanceof Error ? cause : undefined;
    if (inner !== undefined && "response" in inner) return readRefusal(inner);
    const why = [message, inner?.message].filter((one) => one !== undefined && one !== "");
    return {
      status: undefined,
      reasons: [],
      message: [...new Set(why)].join(": "),
      retryAfter: undefined,
    };
  }
  const parsed = body.safeParse(parseBody(response.data)).data?.error;
  const said = [...(parsed?.errors ?? []), ...(parsed?.details ?? [])];
  return {
    status: response.status,
    reasons: said.flatMap(({ reason }) => reason ?? []),
    message: parsed?.message ?? message ?? "",
    retryAfter: response.headers.get("retry-after") ?? undefined,
  };
}

/** A refused download is text, whatever it says it is. */
function parseBody(data: unknown): unknown {
  if (typeof data !== "string") return data;
  try {
    return JSON.parse(data);
  } catch {
    return undefined;
  }
}
