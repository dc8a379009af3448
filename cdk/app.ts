/* oxlint-disable no-new -- a construct attaches itself to its scope */
import { App, Validations } from "aws-cdk-lib";
import { AwsSolutionsChecks } from "cdk-nag";
import { BirdstrikesStack } from "./stacks/birdstrikes-stack.ts";

const app = new App();
new BirdstrikesStack(app, "Birdstrikes", { description: "Files of bird strikes, checked and appended to a data lake" });
Validations.of(app).addPlugins(new AwsSolutionsChecks(app));
