import { configSchema } from "../../../src/config.ts";
import type { KubernetesObject } from "./check-kubernetes.ts";

/** Made by hand, or by others. */
const FROM_ELSEWHERE = ["Secret footnote", "Secret footnote-tls"];

type Labels = Record<string, string>;

/** What objects name that is not among them, and what they do not keep to of our own rules. */
export function checkReferences(objects: KubernetesObject[]): string[] {
  const known = new Set([
    ...FROM_ELSEWHERE,
    ...objects.map(({ kind, metadata }) => `${kind} ${metadata.name}`),
  ]);
  const pods = objects.flatMap((object) => (object.spec?.template ? [object.spec.template] : []));
  const problems: string[] = [];
  const need = (by: KubernetesObject, what: string) => {
    if (!known.has(what))
      problems.push(`${by.kind} ${by.metadata.name} names ${what}, which is not there`);
  };
  const select = (by: KubernetesObject, labels: Labels | undefined) => {
    const found = pods.some((pod) => matches(pod.metadata.labels, labels ?? {}));
    if (!found) problems.push(`${by.kind} ${by.metadata.name} selects no pod`);
  };
  for (const object of objects) {
    const { kind, spec } = object;
    if (spec?.template) problems.push(...checkPod(object, need));
    if (kind === "Deployment" || kind === "PodDisruptionBudget")
      select(object, spec.selector.matchLabels);
    if (kind === "NetworkPolicy") select(object, spec.podSelector.matchLabels);
    if (kind === "Service") {
      select(object, spec.selector);
      const named = pods.flatMap((pod) => portsOf(pod.spec.containers));
      for (const { targetPort } of spec.ports) {
        if (!named.includes(targetPort))
          problems.push(`Service ${object.metadata.name} leads to no port`);
      }
    }
    if (kind === "Ingress") {
      for (const { secretName } of spec.tls) need(object, `Secret ${secretName}`);
      for (const { http } of spec.rules) {
        for (const { backend } of http.paths) need(object, `Service ${backend.service.name}`);
      }
    }
    if (kind === "ConfigMap") problems.push(...strangeVariables(object.data));
    if (kind === "Secret") problems.push(...strangeVariables(object.stringData));
  }
  return problems;
}

function checkPod(
  object: KubernetesObject,
  need: (by: KubernetesObject, what: string) => void,
): string[] {
  const { spec } = object.spec.template;
  const where = `${object.kind} ${object.metadata.name}`;
  const problems: string[] = [];
  need(object, `ServiceAccount ${spec.serviceAccountName}`);
  for (const { persistentVolumeClaim: claim } of spec.volumes) {
    if (claim) need(object, `PersistentVolumeClaim ${claim.claimName}`);
  }
  if (spec.securityContext?.runAsNonRoot !== true) problems.push(`${where} may run as root`);
  for (const container of spec.containers) {
    const { securityContext, volumeMounts, envFrom, resources } = container;
    for (const { configMapRef, secretRef } of envFrom) {
      if (configMapRef) need(object, `ConfigMap ${configMapRef.name}`);
      if (secretRef) need(object, `Secret ${secretRef.name}`);
    }
    for (const { name } of volumeMounts) {
      const isThere = spec.volumes.some((volume: { name: string }) => volume.name === name);
      if (!isThere) problems.push(`${where} mounts ${name}, which is no volume of it`);
    }
    problems.push(
      ...strangeVariables(
        Object.fromEntries((container.env ?? []).map(({ name }: { name: string }) => [name, ""])),
      ),
    );
    if (securityContext?.readOnlyRootFilesystem !== true)
      problems.push(`${where} may write to its image`);
    if (resources?.limits?.memory === undefined) problems.push(`${where} may take any memory`);
    for (const probe of ["startupProbe", "livenessProbe", "readinessProbe"]) {
      const port = container[probe]?.httpGet?.port;
      if (port !== undefined && !portsOf([container]).includes(port))
        problems.push(`${where}: ${probe} asks no port of it`);
      if (object.kind === "Deployment" && container[probe] === undefined)
        problems.push(`${where} has no ${probe}`);
    }
  }
  return problems;
}

function portsOf(containers: { ports?: { name: string }[] }[]): string[] {
  return containers.flatMap(({ ports = [] }) => ports.map(({ name }) => name));
}

function matches(labels: Labels, wanted: Labels): boolean {
  return Object.entries(wanted).every(([name, value]) => labels[name] === value);
}

function strangeVariables(data: Record<string, string> = {}): string[] {
  const strange = Object.keys(data).filter((name) => !(name in configSchema.shape));
  return strange.map((name) => `Footnote reads no ${name}`);
}
