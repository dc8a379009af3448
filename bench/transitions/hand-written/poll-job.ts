import { call, machine, result } from "./machine.ts";

export const pollJob = machine("StartJob", {
  StartJob: call(
    "start-job",
    { query: "{% $states.input.query %}" },
    { Assign: { jobId: result("jobId") }, Next: "Sleep" },
  ),
  Sleep: { Type: "Wait", Seconds: 30, Next: "CheckJob" },
  CheckJob: call(
    "check-job",
    { jobId: "{% $jobId %}" },
    { Assign: { status: result("status"), rows: result("rows") }, Next: "Decide" },
  ),
  Decide: {
    Type: "Choice",
    Choices: [
      {
        Condition: "{% $status = 'SUCCEEDED' %}",
        Output: { jobId: "{% $jobId %}", rows: "{% $rows %}" },
        Next: "Done",
      },
      { Condition: "{% $status = 'FAILED' %}", Next: "Failed" },
    ],
    Default: "Sleep",
  },
  Done: { Type: "Succeed" },
  Failed: { Type: "Fail", Error: "Error", Cause: "{% 'job ' & $jobId & ' failed' %}" },
});
