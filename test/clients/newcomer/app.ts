/* oxlint-disable no-new -- a construct joins the tree in its constructor */
// A plain aws-cdk-lib app as a newcomer writes it: nothing of ours, no thought of the local cloud. Run by the CLI, not by vitest.
import { App } from "aws-cdk-lib";
import { NotesStack } from "./notes-stack.ts";
import { StorageStack } from "./storage-stack.ts";
import { WorkStack } from "./work-stack.ts";

const stage = process.env["STAGE"] ?? "first";
const app = new App();
const env = { account: "000000000000", region: "us-east-1" };

const storage = new StorageStack(app, "NewcomerStorage", { env, stage });
new WorkStack(app, "NewcomerWork", { env, stage, bucket: storage.bucket });
new NotesStack(app, "NewcomerNotes", { env }).addStackDependency(storage, "it reads a parameter and an export of it");
app.synth();
