import { call, machine } from "./machine.ts";

const rescue = (note: string) => [
  {
    ErrorEquals: ["States.ALL"],
    Assign: { note, error: "{% $states.errorOutput.Error %}", cause: "{% $states.errorOutput.Cause %}" },
    Next: "TellOfFailure",
  },
];

export const cleanUp = machine("StartJob", {
  StartJob: call(
    "start-job",
    { query: "{% $states.input.query %}" },
    { Assign: { jobId: "{% $states.result.Payload.jobId %}" }, Next: "CheckJob", Catch: rescue("not started") },
  ),
  CheckJob: call(
    "check-job",
    { jobId: "{% $jobId %}" },
    {
      Assign: {
        note: "{% $states.result.Payload.status & ' with ' & $string($states.result.Payload.rows) %}",
        empty: "{% $states.result.Payload.rows = 0 %}",
      },
      Next: "Tell",
      Catch: rescue("{% 'started ' & $jobId %}"),
    },
  ),
  Tell: call(
    "send-mail",
    { to: "log", subject: "{% $note %}" },
    { Output: { note: "{% $note %}", empty: "{% $empty %}" }, End: true },
  ),
  TellOfFailure: call("send-mail", { to: "log", subject: "{% $note %}" }, { Next: "Failed" }),
  Failed: { Type: "Fail", Error: "{% $error %}", Cause: "{% $cause %}" },
});
