interface RefusalOptions {
  reason?: string;
  domain?: "global" | "usageLimits";
  location?: string;
  locationType?: "parameter" | "header";
  /** Given with refusals that Google's gateway makes, before Drive sees the request. */
  status?: string;
  details?: readonly object[];
  /** What stands in `errors`, where it is not the message itself. */
  short?: string;
  headers?: Record<string, string>;
}

/** What the API answers when it does not do what it was asked. */
export class Refusal extends Error {
  override readonly name = "Refusal";
  readonly code: number;
  readonly options: RefusalOptions;

  constructor(code: number, message: string, options: RefusalOptions = {}) {
    super(message);
    this.code = code;
    this.options = options;
  }
}

export function refusalBody({ code, message, options }: Refusal) {
  const { reason, domain = "global", location, locationType, status, details, short } = options;
  const error = {
    message: short ?? message,
    domain,
    ...(reason === undefined ? {} : { reason }),
    ...(location === undefined
      ? {}
      : { location, locationType: locationType ?? ("parameter" as const) }),
  };
  return {
    error: {
      code,
      message,
      errors: [error],
      ...(status === undefined ? {} : { status }),
      ...(details === undefined ? {} : { details }),
    },
  };
}

export function invalid(location: string, message = "Invalid Value", reason = "invalid"): Refusal {
  return new Refusal(400, message, { reason, location });
}

export function fileNotFound(id: string): Refusal {
  return new Refusal(404, `File not found: ${id}.`, { reason: "notFound", location: "fileId" });
}

export function driveNotFound(id: string): Refusal {
  return new Refusal(404, `Shared drive not found: ${id}`, {
    reason: "notFound",
    location: "driveId",
  });
}

export function forbidden(reason: string, message: string, location?: string): Refusal {
  return new Refusal(403, message, {
    reason,
    ...(location === undefined ? {} : { location }),
  });
}

/** A parameter that Google's gateway does not know or cannot read. */
export function badRequest(message: string, field?: string): Refusal {
  const violation =
    field === undefined ? { description: message } : { field, description: message };
  return new Refusal(400, message, {
    reason: field === undefined ? "badRequest" : "invalid",
    status: "INVALID_ARGUMENT",
    details: [
      { "@type": "type.googleapis.com/google.rpc.BadRequest", fieldViolations: [violation] },
    ],
  });
}
