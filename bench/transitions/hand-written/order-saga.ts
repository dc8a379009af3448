import { call, machine, result } from "./machine.ts";

export const orderSaga = machine("IfFree", {
  IfFree: {
    Type: "Choice",
    Choices: [{ Condition: "{% $sum($states.input.prices) = 0 %}", Output: { status: "free" }, Next: "Done" }],
    Default: "ChargeCard",
    Assign: {
      id: "{% $states.input.id %}",
      email: "{% $states.input.email %}",
      express: "{% $states.input.express %}",
      amount: "{% $sum($states.input.prices) %}",
    },
  },
  ChargeCard: call(
    "charge-card",
    { orderId: "{% $id %}", amount: "{% $amount %}" },
    {
      Assign: { chargeId: result("chargeId") },
      Next: "ShipOrder",
      Catch: [
        {
          ErrorEquals: ["CardDeclined"],
          Assign: { message: "{% $parse($states.errorOutput.Cause).errorMessage %}" },
          Next: "SendMail",
        },
      ],
    },
  ),
  SendMail: call(
    "send-mail",
    { to: "{% $email %}", subject: "{% 'declined: ' & $message %}" },
    { Output: { status: "declined" }, End: true },
  ),
  ShipOrder: call(
    "ship-order",
    { orderId: "{% $id %}", carrier: "{% $express ? 'fast' : 'cheap' %}" },
    {
      Assign: { parcel: result("parcel") },
      Next: "Emit",
      Catch: [{ ErrorEquals: ["States.ALL"], Next: "RefundCard" }],
    },
  ),
  Emit: {
    Type: "Task",
    Resource: "arn:aws:states:::events:putEvents",
    Arguments: {
      Entries: [
        {
          EventBusName: "${EventBusName}",
          Source: "${EventSource}",
          DetailType: "order.shipped",
          Detail: { orderId: "{% $id %}", parcel: "{% $parcel %}" },
        },
      ],
    },
    Output: { status: "shipped", parcel: "{% $parcel %}", amount: "{% $amount %}" },
    End: true,
    Catch: [{ ErrorEquals: ["States.ALL"], Next: "RefundCard" }],
  },
  RefundCard: call(
    "refund-card",
    { chargeId: "{% $chargeId %}" },
    { Output: { status: "refunded", amount: "{% $amount %}" }, End: true },
  ),
  Done: { Type: "Succeed" },
});
