import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { expect, test } from "vitest";
import { parse } from "yaml";
import { buildKustomization } from "./checks/build-kustomization.ts";
import { checkCompose } from "./checks/check-compose.ts";
import { checkDockerfile } from "./checks/check-dockerfile.ts";
import { checkDrain } from "./checks/check-drain.ts";
import { checkKubernetes, type KubernetesObject } from "./checks/check-kubernetes.ts";
import { checkReferences } from "./checks/check-references.ts";
import { applyPatch } from "./checks/json-patch.ts";

const ROOT = fileURLToPath(new URL("../..", import.meta.url));
const DEPLOY = join(ROOT, "deploy");
const KUBERNETES = join(DEPLOY, "kubernetes");
const read = (...path: string[]) => readFileSync(join(DEPLOY, ...path), "utf8");

/** The text with a part of it changed, which has to be there. */
function changed(text: string, from: string, to: string): string {
  expect(text).toContain(from);
  return text.replace(from, to);
}

test("every compose file keeps to the Compose Specification, and reads only what there is", () => {
  const files = readdirSync(join(DEPLOY, "compose")).filter((name) => name.endsWith(".yaml"));
  expect(files.toSorted()).toEqual(["compose.local.yaml", "compose.public.yaml", "compose.yaml"]);
  for (const file of files) expect(checkCompose(read("compose", file)), file).toEqual([]);
});

test.each([
  ["a misspelt field", "restart: unless-stopped", "restrat: unless-stopped", "restrat"],
  ["a field of the wrong type", "cap_drop: [ALL]", "cap_drop: ALL", "array"],
  ["a volume that is not there", '"data:/data"', '"date:/data"', "no volume"],
  ["a health check of its own making", "start_period: 60s", "begin: 60s", "begin"],
  ["a misspelt service section", "\nvolumes:\n", "\nvolume:\n", "volume"],
])("a compose file with %s is refused", (_, from, to, complaint) => {
  expect(checkCompose(changed(read("compose", "compose.yaml"), from, to)).join()).toContain(
    complaint,
  );
});

test("a variable that Footnote does not read is refused in a compose file", () => {
  const text = changed(read("compose", "compose.public.yaml"), "FOOTNOTE_HOST", "FOOTNOTE_HOSTS");
  expect(checkCompose(text)).toEqual(["Footnote reads no FOOTNOTE_HOSTS"]);
});

test("the Dockerfile is sound, and as we want it", () => {
  expect(checkDockerfile(read("docker", "Dockerfile"), ROOT)).toEqual([]);
});

test.each([
  ["an instruction that there is not", "EXPOSE 3000", "EXPOSES 3000", "EXPOSES"],
  ["two commands", 'CMD ["serve"]', 'CMD ["serve"]\nCMD ["serve"]', "CMD"],
  ["root", "USER 1000:1000", "USER root", "numbered user"],
  ["root by number", "USER 1000:1000", "USER 0", "numbered user"],
  ["a shell before the process", 'ENTRYPOINT ["node", ', "ENTRYPOINT node #", "no list of words"],
  ["a file that is gone", "COPY prompts ./prompts", "COPY promts ./prompts", "promts is not there"],
  [
    "another Node",
    "FROM node:24.21.0-bookworm-slim AS",
    "FROM node:22-bookworm-slim AS",
    "not the Node",
  ],
  [
    "no health check",
    "HEALTHCHECK --interval=10s --timeout=5s --start-period=60s --retries=3 \\\n  CMD",
    "RUN",
    "health check",
  ],
  ["a health check with a wrong time", "--interval=10s", "--interval=ten", "duration"],
])("a Dockerfile with %s is refused", (_, from, to, complaint) => {
  const text = changed(read("docker", "Dockerfile"), from, to);
  expect(checkDockerfile(text, ROOT).join()).toContain(complaint);
});

test("what is sent to the builder is what the Dockerfile copies", () => {
  const ignored = readFileSync(join(ROOT, ".dockerignore"), "utf8").split("\n");
  const sent = ignored.filter((line) => line.startsWith("!")).map((line) => line.slice(1));
  const copied = [...read("docker", "Dockerfile").matchAll(/^COPY (?!--from)(.+) \S+$/gm)];
  const paths = copied.flatMap(([, from = ""]) => from.split(" "));
  expect(ignored).toContain("*");
  expect(sent.toSorted()).toEqual([...new Set(paths)].toSorted());
});

const FOLDERS = ["base", "overlays/prod", "overlays/prod-pinecone"];

test.each(FOLDERS)(
  "kubernetes/%s keeps to the API of Kubernetes, and names only what there is",
  async (folder) => {
    const objects = buildKustomization(join(KUBERNETES, folder));
    expect(await checkKubernetes(objects)).toEqual([]);
    expect(checkReferences(objects)).toEqual([]);
    expect(checkDrain(objects)).toEqual([]);
    const { spec } = objects.find(({ kind }) => kind === "Deployment") as KubernetesObject;
    const [container] = spec.template.spec.containers;
    expect(container.image).toMatch(/^ghcr\.io\/.+:\d+\.\d+\.\d+$/);
    const drainMs = Number(
      objects.find(({ kind }) => kind === "ConfigMap")?.data.FOOTNOTE_DRAIN_TIMEOUT_MS,
    );
    const sleepMs = 1_000 * Number(container.lifecycle.preStop.exec.command[1]);
    expect(1_000 * spec.template.spec.terminationGracePeriodSeconds).toBeGreaterThanOrEqual(
      sleepMs + drainMs + 10_000,
    );
  },
  60_000,
);

test("the example of a secret is one, and is in no base", async () => {
  const secret: KubernetesObject = parse(read("kubernetes", "secret.example.yaml"));
  expect(await checkKubernetes([secret])).toEqual([]);
  expect(checkReferences([secret])).toEqual([]);
  const kinds = FOLDERS.flatMap((folder) => buildKustomization(join(KUBERNETES, folder)));
  expect(kinds.map(({ kind }) => kind)).not.toContain("Secret");
}, 60_000);

const POD = "/spec/template/spec";
const BOT = `${POD}/containers/0`;

test.each<[string, string, string, unknown, string]>([
  ["a misspelt field", "Deployment", `${BOT}/readinesProbe`, {}, "readinesProbe"],
  [
    "a misspelt field deep inside",
    "Deployment",
    `${BOT}/securityContext/readOnlyRootFileSystem`,
    true,
    "readOnlyRootFileSystem",
  ],
  ["a number for a text", "Deployment", `${BOT}/image`, 1, "image"],
  ["a text for a number", "Deployment", "/spec/replicas", "two", "replicas"],
  ["a port out of its place", "Deployment", "/spec/ports", [], "ports"],
  [
    "a budget of the past",
    "PodDisruptionBudget",
    "/apiVersion",
    "policy/v1beta1",
    "policy/v1beta1",
  ],
  ["a deployment without its selector", "Deployment", "/spec/selector", undefined, "selector"],
])(
  "an object with %s is refused by the schema",
  async (_, kind, path, value, complaint) => {
    const objects = buildKustomization(join(KUBERNETES, "base"));
    applyPatch(objects.find((one) => one.kind === kind) ?? {}, [
      { op: "add", path, value: value as never },
    ]);
    expect((await checkKubernetes(JSON.parse(JSON.stringify(objects)))).join()).toContain(
      complaint,
    );
  },
  60_000,
);

test.each<[string, string, string, unknown, string]>([
  [
    "a volume of another name",
    "Deployment",
    `${POD}/volumes/0/persistentVolumeClaim/claimName`,
    "x",
    "PersistentVolumeClaim x",
  ],
  ["a map of another name", "Deployment", `${BOT}/envFrom/0/configMapRef/name`, "x", "ConfigMap x"],
  [
    "a selector of nothing",
    "Service",
    "/spec/selector/app.kubernetes.io~1component",
    "x",
    "selects no pod",
  ],
  ["a port that is not open", "Service", "/spec/ports/0/targetPort", "x", "leads to no port"],
  [
    "a service that is not there",
    "Ingress",
    "/spec/rules/0/http/paths/0/backend/service/name",
    "x",
    "Service x",
  ],
  ["a variable that there is not", "ConfigMap", "/data/FOOTNOTE_DRAIN", "1", "no FOOTNOTE_DRAIN"],
  [
    "a tree that can be written to",
    "Job",
    `${BOT}/securityContext/readOnlyRootFilesystem`,
    false,
    "may write",
  ],
  ["a pod as root", "Job", `${POD}/securityContext/runAsNonRoot`, false, "as root"],
  [
    "a probe of no port",
    "Deployment",
    `${BOT}/livenessProbe/httpGet/port`,
    "x",
    "livenessProbe asks no port",
  ],
])("objects with %s are refused", (_, kind, path, value, complaint) => {
  const objects = buildKustomization(join(KUBERNETES, "overlays/prod"));
  applyPatch(objects.find((one) => one.kind === kind) ?? {}, [
    { op: "add", path, value: value as never },
  ]);
  expect(checkReferences(objects).join()).toContain(complaint);
});

test.each<[string, string, string, string, unknown, string]>([
  [
    "one is to stay",
    "prod",
    "PodDisruptionBudget",
    "/spec",
    { minAvailable: 1 },
    "2 have to leave",
  ],
  ["one may go", "prod", "PodDisruptionBudget", "/spec", { maxUnavailable: 1 }, "2 have to leave"],
  ["half may go", "prod", "PodDisruptionBudget", "/spec", { maxUnavailable: "50%" }, "2 have to"],
  [
    "none may go",
    "prod-pinecone",
    "PodDisruptionBudget",
    "/spec",
    { minAvailable: 2 },
    "1 have to",
  ],
  ["all may go", "prod-pinecone", "PodDisruptionBudget", "/spec", { maxUnavailable: 2 }, "at once"],
  ["they are apart from their disk", "prod", "Deployment", `${POD}/affinity`, {}, "share a disk"],
  [
    "all may be together",
    "prod-pinecone",
    "Deployment",
    `${POD}/topologySpreadConstraints`,
    undefined,
    "all replicas may be on one node",
  ],
])("replicas of which %s are refused", (_, overlay, kind, path, value, complaint) => {
  const objects = buildKustomization(join(KUBERNETES, "overlays", overlay));
  applyPatch(objects.find((one) => one.kind === kind) ?? {}, [
    { op: "add", path, value: value as never },
  ]);
  expect(checkDrain(objects).join()).toContain(complaint);
});
