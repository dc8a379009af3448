import { GetObjectCommand, S3Client } from "@aws-sdk/client-s3";

const s3 = new S3Client({});

export async function handler(event: { bucket: string; key: string }): Promise<{ lines: number; words: string[] }> {
  const { Body } = await s3.send(new GetObjectCommand({ Bucket: event.bucket, Key: event.key }));
  const text = (await Body?.transformToString()) ?? "";
  console.log(`${process.env["GREETING"]}: read ${event.key}`);
  return { lines: text.split("\n").filter((line) => line !== "").length, words: text.split(/\s+/).filter(Boolean) };
}
