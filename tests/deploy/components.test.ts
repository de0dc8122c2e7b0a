import { readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join, relative } from "node:path";
import { fileURLToPath } from "node:url";
import { expect, test } from "vitest";
import { parse, stringify } from "yaml";
import { temporaryFolder } from "../support/temporary-folder.ts";
import { buildKustomization } from "./checks/build-kustomization.ts";
import { checkKubernetes, type KubernetesObject } from "./checks/check-kubernetes.ts";
import { checkReferences } from "./checks/check-references.ts";

const DEPLOY = fileURLToPath(new URL("../../deploy", import.meta.url));
const KUBERNETES = join(DEPLOY, "kubernetes");
const PORT = 3000;

/** What somebody's own overlay of a folder makes of it with these components. */
function build(folder: string, components: string[]): KubernetesObject[] {
  const own = temporaryFolder("overlay");
  const to = (path: string) => relative(own, join(KUBERNETES, path));
  const kustomization = {
    apiVersion: "kustomize.config.k8s.io/v1beta1",
    kind: "Kustomization",
    resources: [to(folder)],
    components: components.map((name) => to(join("components", name))),
  };
  writeFileSync(join(own, "kustomization.yaml"), stringify(kustomization));
  return buildKustomization(own);
}

const find = (objects: KubernetesObject[], wanted: string) =>
  objects.find(({ kind }) => kind === wanted) as KubernetesObject;

const isFrom = (namespace: string) => ({
  namespaceSelector: { matchLabels: { "kubernetes.io/metadata.name": namespace } },
});

const ALL = ["collector", "scraping"];

test("every component is tried", () => {
  expect(readdirSync(join(KUBERNETES, "components")).toSorted()).toEqual(ALL);
});

test.each([
  ["base", ["collector"]],
  ["overlays/prod", ["scraping"]],
  ["overlays/prod", ALL],
  ["overlays/prod-pinecone", ALL],
])(
  "kubernetes/%s with %s keeps to the API of Kubernetes, and opens what is needed and no more",
  async (folder, components) => {
    const before = buildKustomization(join(KUBERNETES, folder));
    const objects = build(folder, components);
    expect(await checkKubernetes(objects)).toEqual([]);
    expect(checkReferences(objects)).toEqual([]);
    const policy = find(before, "NetworkPolicy").spec;
    const monitoring = isFrom("monitoring");
    const scraped = { from: [monitoring], ports: [{ protocol: "TCP", port: PORT }] };
    const sent = { to: [monitoring], ports: [{ protocol: "TCP", port: 4318 }] };
    const isScraped = components.includes("scraping");
    const isSent = components.includes("collector");
    expect(find(objects, "NetworkPolicy").spec).toEqual({
      ...policy,
      ingress: isScraped ? [...policy.ingress, scraped] : policy.ingress,
      egress: isSent ? [...policy.egress, sent] : policy.egress,
    });
    const endpoint = find(objects, "ConfigMap").data.OTEL_EXPORTER_OTLP_ENDPOINT;
    expect(endpoint).toBe(isSent ? "http://otel-collector.monitoring.svc:4318" : undefined);
  },
  60_000,
);

test("what Prometheus is told to look for is what there is", () => {
  const file = join(DEPLOY, "prometheus", "scrape-config-kubernetes.yaml");
  const [job] = parse(readFileSync(file, "utf8"));
  const [outside] = parse(readFileSync(join(DEPLOY, "prometheus", "scrape-config.yaml"), "utf8"));
  const { kubernetes_sd_configs: found, relabel_configs: rules, ...shared } = job;
  const { static_configs: _, ...sharedOutside } = outside;
  expect(shared).toEqual(sharedOutside);
  const { metadata, spec } = find(build("overlays/prod", ["scraping"]), "Deployment");
  expect(found).toEqual([{ role: "pod", namespaces: { names: [metadata.namespace] } }]);
  const regexOf = (label: string) =>
    rules.find((rule: { source_labels: string[] }) => rule.source_labels[0] === label)?.regex;
  const { labels } = spec.template.metadata;
  expect(regexOf("__meta_kubernetes_pod_label_app_kubernetes_io_component")).toBe(
    labels["app.kubernetes.io/component"],
  );
  const [container] = spec.template.spec.containers;
  const port = container.ports.find(
    ({ containerPort }: { containerPort: number }) => containerPort === PORT,
  );
  expect(regexOf("__meta_kubernetes_pod_container_port_name")).toBe(port?.name);
});

test("a component for something that is not there is refused", () => {
  expect(() => build("base", ["nothing"])).toThrow(/is named and not there/);
});
