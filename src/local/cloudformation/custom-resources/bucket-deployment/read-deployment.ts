import { isJsonObject, type JsonObject, type JsonValue } from "../../json-value.ts";
import { validationError } from "../../template/template.ts";
import { asText } from "../as-text.ts";
import { encodeMarker } from "./encode-marker.ts";
import type { PathFilter } from "./filter-paths.ts";
import { objectMetadata } from "./object-metadata.ts";

export interface DeploymentSource {
  readonly bucket: string;
  readonly key: string;
  /** What stands for each marker in the source's files. */
  readonly replacements: ReadonlyMap<string, string>;
}

/** The properties of a `Custom::CDKBucketDeployment`, read with the defaults of its handler. */
export interface Deployment {
  readonly sources: readonly DeploymentSource[];
  readonly bucket: string;
  readonly prefix: string;
  readonly isExtracted: boolean;
  readonly isPruned: boolean;
  readonly filter: PathFilter;
  /** Members of `PutObject` that every object is given. */
  readonly metadata: ReturnType<typeof objectMetadata>;
}

/** Where a deployment puts its objects, and whether they stay when it goes. */
export interface Destination {
  readonly bucket: string;
  readonly prefix: string;
  readonly isRetained: boolean;
}

/** Reads what to deploy. Throws where the properties cannot mean anything. */
export function readDeployment(given: JsonObject): Deployment {
  const properties = asText(given);
  const { bucket, prefix } = readDestination(given);
  const system = mapOf(properties, "SystemMetadata");
  const user = mapOf(properties, "UserMetadata");
  return {
    sources: sourcesOf(properties),
    bucket,
    // A single slash is no folder either.
    prefix: prefix === "/" ? "" : prefix,
    isExtracted: isTrue(properties["Extract"]),
    isPruned: isTrue(properties["Prune"]),
    filter: [
      ...textsOf(properties, "Exclude").map((pattern) => ({ kind: "exclude", pattern }) as const),
      ...textsOf(properties, "Include").map((pattern) => ({ kind: "include", pattern }) as const),
    ],
    metadata: objectMetadata(system, user),
  };
}

/** Reads where objects are, of a deployment that may be long made. */
export function readDestination(properties: JsonObject): Destination {
  const { DestinationBucketName, DestinationBucketKeyPrefix = "", RetainOnDelete } = properties;
  return {
    bucket: String(DestinationBucketName),
    prefix: String(DestinationBucketKeyPrefix),
    isRetained: isTrue(RetainOnDelete),
  };
}

/** All of the handler's switches are on where the template does not say. */
function isTrue(value: JsonValue | undefined): boolean {
  return String(value ?? true).toLowerCase() === "true";
}

function sourcesOf(properties: JsonObject): readonly DeploymentSource[] {
  const buckets = textsOf(properties, "SourceBucketNames");
  const keys = textsOf(properties, "SourceObjectKeys");
  const markers = listOf(properties, "SourceMarkers");
  const configs = listOf(properties, "SourceMarkersConfig");
  if (buckets.length !== keys.length) {
    throw validationError(
      `SourceBucketNames and SourceObjectKeys must be as many, got ${buckets.length} and ${keys.length}`,
    );
  }
  if (markers.length > keys.length) {
    throw validationError(
      `Can never have more SourceMarkers (${markers.length}) than SourceObjectKeys (${keys.length})`,
    );
  }
  return buckets.map((bucket, index) => ({
    bucket,
    key: keys[index] ?? "",
    replacements: replacementsOf(objectOr(markers[index]), objectOr(configs[index])),
  }));
}

const replacementsOf = (markers: JsonObject, config: JsonObject): ReadonlyMap<string, string> =>
  new Map(Object.entries(markers).map(([marker, value]) => [marker, encodeMarker(marker, value, config)]));

const objectOr = (value: JsonValue | undefined): JsonObject => (isJsonObject(value) ? value : {});

function listOf(properties: JsonObject, name: string): readonly JsonValue[] {
  const value = properties[name] ?? [];
  if (Array.isArray(value)) return value as readonly JsonValue[];
  throw validationError(`Custom::CDKBucketDeployment ${name} must be a list, got ${JSON.stringify(value)}`);
}

const textsOf = (properties: JsonObject, name: string): readonly string[] => listOf(properties, name).map(String);

function mapOf(properties: JsonObject, name: string): JsonObject {
  const value = properties[name] ?? {};
  if (isJsonObject(value)) return value;
  throw validationError(`Custom::CDKBucketDeployment ${name} must be a map, got ${JSON.stringify(value)}`);
}
