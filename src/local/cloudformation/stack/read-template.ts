import { root } from "../../root.ts";
import type { Cloud } from "../../service.ts";
import { validationError } from "../template/template.ts";
import { readObject } from "../read-object.ts";

/** Gives the text of a template from the request itself, or from a bucket of ours that its URL names. */
export async function readTemplate(
  cloud: Cloud,
  input: { readonly TemplateBody?: string | undefined; readonly TemplateURL?: string | undefined },
): Promise<string> {
  if (input.TemplateBody !== undefined) return input.TemplateBody;
  if (input.TemplateURL === undefined) throw validationError("Either Template URL or Template Body must be specified.");
  const { bucket, key } = objectOf(input.TemplateURL);
  try {
    const call = <Output>(operation: string, get: object): Promise<Output> =>
      cloud.call<Output>("s3", operation, get, root);
    return (await readObject(call, { Bucket: bucket, Key: key })).toString("utf8");
  } catch (error) {
    throw validationError(
      `S3 error: ${error instanceof Error ? error.message : String(error)} (${bucket}/${key})\nFor more information check http://docs.aws.amazon.com/AmazonS3/latest/API/ErrorResponses.html`,
    );
  }
}

/** `https://s3.REGION.amazonaws.com/BUCKET/KEY`, `https://BUCKET.s3…/KEY` and our own endpoint with the bucket in its path. */
function objectOf(url: string): { readonly bucket: string; readonly key: string } {
  let parsed: URL;
  try {
    parsed = new URL(url);
  } catch {
    throw validationError(`TemplateURL must be a supported URL: ${url}`);
  }
  const path = decodeURIComponent(parsed.pathname).slice(1);
  const virtualHost = /^(.+)\.s3[.-]/.exec(parsed.hostname)?.[1];
  if (virtualHost !== undefined) return { bucket: virtualHost, key: path };
  const slash = path.indexOf("/");
  const isPathStyle = /^s3[.-]/.test(parsed.hostname) || parsed.hostname === "127.0.0.1" || parsed.protocol === "s3:";
  if (!isPathStyle || slash < 1) throw validationError("TemplateURL must be a supported URL.");
  return { bucket: path.slice(0, slash), key: path.slice(slash + 1) };
}
