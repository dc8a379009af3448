import type { Cloud } from "../../service.ts";
import { bodyPath } from "./body-store.ts";
import { findObject } from "./objects.ts";

/** The file that holds an object's bytes, for reading only; undefined if there is no such object. */
export function localObjectPath(cloud: Cloud, bucket: string, key: string): string | undefined {
  const object = findObject(cloud, bucket, key);
  return object?.content_id ? bodyPath(cloud, object.content_id) : undefined;
}
