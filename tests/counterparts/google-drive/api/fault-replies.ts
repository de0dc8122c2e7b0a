import { Refusal } from "../replies/refusal.ts";

/** Google's ways of asking for patience; over a budget it is always the one that names a time. */
export function rateLimited(random: () => number, seconds: number): Refusal {
  const drawn = random();
  if (drawn < 0.4) {
    return new Refusal(
      403,
      "User Rate Limit Exceeded. Rate of requests for user exceed configured project quota, you may consider re-evaluating expected per-user traffic to the API and adjust project quota limits accordingly.",
      { domain: "usageLimits", reason: "userRateLimitExceeded" },
    );
  }
  if (drawn < 0.7) {
    return new Refusal(403, "Rate Limit Exceeded", {
      domain: "usageLimits",
      reason: "rateLimitExceeded",
    });
  }
  return new Refusal(
    429,
    "Quota exceeded for quota metric 'Queries' of service 'drive.googleapis.com'.",
    {
      domain: "global",
      reason: "rateLimitExceeded",
      status: "RESOURCE_EXHAUSTED",
      headers: { "retry-after": String(seconds) },
    },
  );
}

export function serverError(random: () => number): Refusal {
  return random() < 0.5
    ? new Refusal(503, "Transient failure", { reason: "transientError" })
    : new Refusal(500, "Internal Error", { reason: "internalError" });
}

/** The directory's way of asking for patience. */
export function directoryLimited(): Refusal {
  return new Refusal(403, "Request rate higher than configured.", {
    domain: "usageLimits",
    reason: "quotaExceeded",
  });
}

export function apiDisabled(name = "Google Drive API", service = "drive"): Refusal {
  return new Refusal(
    403,
    `${name} has not been used in project 100000000001 before or it is disabled. Enable it by visiting https://console.developers.google.com/apis/api/${service}.googleapis.com/overview?project=100000000001 then retry.`,
    { domain: "usageLimits", reason: "accessNotConfigured", status: "PERMISSION_DENIED" },
  );
}
