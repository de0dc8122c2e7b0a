import { randomUUID } from "node:crypto";
import { type Resource, resourceFromAttributes } from "@opentelemetry/resources";
import type { TelemetrySettings } from "./telemetry-settings.ts";

/** Who tells it: the installation's name, and of its processes this one. */
export function resourceOf({ serviceName, attributes }: TelemetrySettings): Resource {
  const own = { "service.name": serviceName, "service.instance.id": randomUUID() };
  return resourceFromAttributes({ ...own, ...attributes, "service.name": serviceName });
}
