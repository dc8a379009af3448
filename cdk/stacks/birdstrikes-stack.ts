import { Stack, type StackProps } from "aws-cdk-lib";
import type { Construct } from "constructs";
import { MillraceApp } from "millrace/cdk";

/** The workflows of this repository: bird strikes into a data lake, and reports on their quality. */
export class BirdstrikesStack extends Stack {
  readonly workflows: MillraceApp;

  constructor(scope: Construct, id: string, props?: StackProps) {
    super(scope, id, props);
    this.workflows = new MillraceApp(this, "App", { name: "birdstrikes" });
  }
}
