import { defineWorkflow, emit } from "millrace";
import { profileDataset } from "../functions/profile-dataset/contract.ts";
import { datasetAppended, qualityReported } from "./resources.ts";

/** Writes a report on each file that was appended to a dataset. */
export default defineWorkflow(
  { name: "report-quality", trigger: datasetAppended.emitted() },
  async ({ detail: { dataset, key, sha256, rows, good, bad, reasons } }) => {
    const report = await profileDataset({ dataset, key, sha256, rows, good, bad, reasons });
    const { bucket, htmlKey, jsonKey } = report;
    await emit(qualityReported, { dataset, sha256, bucket, htmlKey, jsonKey });
    return { status: "reported", htmlKey, jsonKey };
  },
);
