import { call, machine, result } from "./machine.ts";

const billable = "$max([0, $states.result[1].hours - 10])";
const rate = "($plan := $states.result[0].plan; $plan = 'free' ? 0 : $plan in ['team', 'school'] ? 2 : 5)";

export const billUser = machine("LoadBoth", {
  LoadBoth: {
    Type: "Parallel",
    Branches: [
      {
        StartAt: "LoadUser",
        States: {
          LoadUser: call(
            "load-user",
            { id: "{% $states.input.id %}" },
            { Output: "{% $states.result.Payload %}", End: true },
          ),
        },
      },
      {
        StartAt: "LoadUsage",
        States: {
          LoadUsage: call(
            "load-usage",
            { id: "{% $states.input.id %}" },
            { Output: "{% $states.result.Payload %}", End: true },
          ),
        },
      },
    ],
    Assign: {
      id: "{% $states.input.id %}",
      amount: `{% ${billable} * ${rate} %}`,
      label: `{% $states.result[0].name & ': ' & $string(${billable} * ${rate}) %}`,
    },
    Next: "Decide",
  },
  Decide: {
    Type: "Choice",
    Choices: [
      { Condition: "{% $amount > 1000 %}", Next: "SendMail" },
      { Condition: "{% $amount = 0 %}", Output: { label: "{% $label %}", status: "nothing" }, Next: "Done" },
    ],
    Default: "ChargeCard",
  },
  SendMail: call(
    "send-mail",
    { to: "sales", subject: "{% $label %}" },
    { Output: { label: "{% $label %}", status: "asked" }, End: true },
  ),
  ChargeCard: call(
    "charge-card",
    { orderId: "{% $id %}", amount: "{% $amount %}" },
    { Output: { label: "{% $label %}", status: "charged", chargeId: result("chargeId") }, End: true },
  ),
  Done: { Type: "Succeed" },
});
