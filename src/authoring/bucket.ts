import type * as z from "zod";
import { type CsvOptions, type CsvRow, type ItemSource, itemSource, type ListedObject } from "./item-source.ts";
import type { JsonSchema } from "./json.ts";
import { kind } from "./kind.ts";
import { checkName, checkOptions } from "./names.ts";
import { runtime } from "./runtime.ts";
import { objectTrigger, type ObjectFilter, type ObjectTrigger } from "./trigger.ts";

/** Rights on the objects of a bucket, as a contract's `access` lists them. Made by `bucket.read`, `write`, `readWrite`. */
export interface BucketAccess {
  readonly [kind]: "access";
  readonly bucket: string;
  readonly mode: "read" | "write" | "readWrite";
  /** An object key, where a `*` stands for any text. */
  readonly keyPattern: string;
}

/** A bucket that workflows share. Its physical name is CloudFormation's; handlers get it through `access`. */
export interface Bucket {
  readonly [kind]: "bucket";
  readonly name: string;
  /**
   * The physical name, for operations of S3 in a workflow. Handlers get it through `access`.
   *
   * @example
   * await s3.getObject({ Bucket: landing.bucketName, Key: object.key });
   */
  readonly bucketName: string;
  /**
   * Starts an execution for each object that is created, by upload, copy or multipart upload.
   *
   * @example
   * trigger: landing.objectCreated({ prefix: "orders/", suffix: ".csv" })
   */
  readonly objectCreated: (filter?: ObjectFilter) => ObjectTrigger<"Object Created">;
  /** Starts an execution for each object that is deleted. */
  readonly objectDeleted: (filter?: ObjectFilter) => ObjectTrigger<"Object Deleted">;
  /** The right to read objects whose key matches, and to tell whether one exists. @default "*" every key */
  readonly read: (keyPattern?: string) => BucketAccess;
  /** The right to write objects whose key matches; it does not include reading. @default "*" every key */
  readonly write: (keyPattern?: string) => BucketAccess;
  /** The rights of `read` and `write`. @default "*" every key */
  readonly readWrite: (keyPattern?: string) => BucketAccess;
  /**
   * The objects whose keys begin with a prefix, for `mapItems`: what a listing tells of each. End a folder's prefix with "/".
   *
   * @example
   * await mapItems(landing.objects({ prefix: "orders/" }), {}, async ({ Key }) => checkFile({ key: Key }));
   */
  readonly objects: (filter?: { readonly prefix?: string }) => ItemSource<ListedObject>;
  /**
   * The rows of a CSV file, for `mapItems`. The schema is for the types: rows are what it takes, unchecked and without its defaults.
   *
   * @example
   * await mapItems(landing.csv("orders.csv", z.object({ id: z.string() })), {}, async ({ id }) => checkOrder({ id }));
   */
  readonly csv: <S extends z.core.$ZodType>(
    key: string,
    row: S & CsvRow<S>,
    options?: CsvOptions,
  ) => ItemSource<z.input<S>>;
  /** The elements of a JSON file's array, for `mapItems`: what the schema takes, unchecked and without its defaults. */
  readonly json: <S extends z.core.$ZodType>(key: string, item: S & JsonSchema<S>) => ItemSource<z.input<S>>;
  /** The lines of a JSON Lines file, for `mapItems`: what the schema takes, unchecked and without its defaults. */
  readonly jsonl: <S extends z.core.$ZodType>(key: string, item: S & JsonSchema<S>) => ItemSource<z.input<S>>;
}

/**
 * Declares a bucket by its logical name.
 *
 * @example
 * export const landing = defineBucket("landing");
 */
export function defineBucket(name: string): Bucket {
  checkName("a bucket's", name, 40);
  const access =
    (mode: BucketAccess["mode"]) =>
    (keyPattern = "*"): BucketAccess => ({
      [kind]: "access",
      bucket: name,
      mode,
      keyPattern: checkedPattern(keyPattern),
    });
  const bucket: Omit<Bucket, "bucketName"> = {
    [kind]: "bucket",
    name,
    objectCreated: (filter = {}) => objectTrigger("Object Created", name, checkedFilter(filter)),
    objectDeleted: (filter = {}) => objectTrigger("Object Deleted", name, checkedFilter(filter)),
    read: access("read"),
    write: access("write"),
    readWrite: access("readWrite"),
    objects: ({ prefix = "" } = {}) => itemSource(name, "objects", prefix),
    csv: (key, _, options) => itemSource(name, "csv", key, options),
    json: (key) => itemSource(name, "json", key),
    jsonl: (key) => itemSource(name, "jsonl", key),
  };
  // Asked for when it is read: it exists only where a workflow runs. Not enumerable, so that looking at a bucket does not ask.
  return Object.defineProperty(bucket, "bucketName", {
    get: () => runtime(`the bucket name of "${name}" was read`).reference("bucket", name),
  }) as Bucket;
}

function checkedFilter(filter: ObjectFilter): ObjectFilter {
  checkOptions("an object trigger", filter, ["prefix", "suffix"]);
  if (filter.prefix === "" || filter.suffix === "") {
    throw new TypeError("an object trigger's prefix and suffix must not be empty; leave them out to match every key");
  }
  return filter;
}

function checkedPattern(keyPattern: string): string {
  // `?` is a wildcard of IAM resources and `${` a policy variable: both would grant other rights than the text says.
  if (keyPattern === "" || keyPattern.startsWith("/") || keyPattern.includes("?") || keyPattern.includes("${")) {
    throw new TypeError(
      `a key pattern must not be empty, start with "/" or contain "?" or "\${", got ${JSON.stringify(keyPattern)}`,
    );
  }
  return keyPattern;
}
