import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { parseAllDocuments } from "yaml";
import { z } from "zod";
import type { KubernetesObject } from "./check-kubernetes.ts";
import { applyPatch, patchSchema } from "./json-patch.ts";

const patches = z
  .array(
    z.strictObject({
      path: z.string(),
      target: z.strictObject({ kind: z.string(), name: z.string() }),
    }),
  )
  .default([]);

/** What we use of it; anything else would be left out by this test in silence. */
const kustomizationSchema = z.strictObject({
  apiVersion: z.literal("kustomize.config.k8s.io/v1beta1"),
  kind: z.literal("Kustomization"),
  namespace: z.string().optional(),
  resources: z.array(z.string()),
  components: z.array(z.string()).default([]),
  images: z
    .array(z.strictObject({ name: z.string(), newName: z.string(), newTag: z.string() }))
    .default([]),
  patches,
});
/** What a kustomization takes into itself, before its own patches. */
const componentSchema = z.strictObject({
  apiVersion: z.literal("kustomize.config.k8s.io/v1alpha1"),
  kind: z.literal("Component"),
  patches,
});

/** The objects that `kubectl apply -k` would send. @throws for whatever leads nowhere */
export function buildKustomization(folder: string): KubernetesObject[] {
  const read = (name: string) => readDocuments(join(folder, name));
  const { resources, components, images, patches, namespace } = kustomizationSchema.parse(
    read("kustomization.yaml")[0],
  );
  let objects: KubernetesObject[] = resources.flatMap((name) =>
    existsSync(join(folder, name, "kustomization.yaml"))
      ? buildKustomization(join(folder, name))
      : read(name),
  );
  for (const name of components) {
    const component = join(folder, name);
    const [found] = readDocuments(join(component, "kustomization.yaml"));
    objects = applyPatches(objects, componentSchema.parse(found).patches, component);
  }
  objects = applyPatches(objects, patches, folder);
  for (const object of objects) {
    if (namespace !== undefined && object.kind !== "Namespace")
      object.metadata.namespace = namespace;
    for (const container of object.spec?.template?.spec?.containers ?? []) {
      const image = images.find(({ name }) => name === container.image);
      if (image !== undefined) container.image = `${image.newName}:${image.newTag}`;
    }
  }
  return objects;
}

function applyPatches(
  before: KubernetesObject[],
  wanted: z.infer<typeof patches>,
  folder: string,
): KubernetesObject[] {
  let objects = before;
  for (const { path, target } of wanted) {
    const found = objects.filter(
      ({ kind, metadata }) => kind === target.kind && metadata.name === target.name,
    );
    if (found.length !== 1)
      throw new Error(`${path} is for ${target.kind} ${target.name}, which is not there once.`);
    const patch = readDocuments(join(folder, path))[0];
    if (patch.$patch === "delete") objects = objects.filter((object) => !found.includes(object));
    else for (const object of found) applyPatch(object, patchSchema.parse(patch));
  }
  return objects;
}

function readDocuments(file: string) {
  if (!existsSync(file)) throw new Error(`${file} is named and not there.`);
  return parseAllDocuments(readFileSync(file, "utf8")).map((document) => {
    const [error] = document.errors;
    if (error !== undefined) throw new Error(`${file}: ${error.message}`);
    return document.toJS({ maxAliasCount: 10 });
  });
}
