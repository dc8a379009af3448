/**
 * The module `cfn-response`, which inline functions may require to answer a custom resource's request.
 *
 * `send(event, context, status, data, physicalId, noEcho)` puts the answer, then ends the invocation where the handler takes
 * callbacks; its promise is for those that do not.
 */
export const cfnResponseModule = `exports.SUCCESS = "SUCCESS";
exports.FAILED = "FAILED";

exports.send = (event, context, Status, Data, physicalResourceId, noEcho) => {
  const body = JSON.stringify({
    Status,
    Reason: "See the details in CloudWatch Log Stream: " + context.logStreamName,
    PhysicalResourceId: physicalResourceId || context.logStreamName,
    StackId: event.StackId,
    RequestId: event.RequestId,
    LogicalResourceId: event.LogicalResourceId,
    NoEcho: noEcho || false,
    Data,
  });
  const sent = fetch(event.ResponseURL, { method: "PUT", headers: { "content-type": "" }, body }).then((response) => {
    console.log("Status code: " + response.status);
  }, (error) => {
    console.log("send(..) failed executing fetch(..): " + error);
  });
  return sent.then(() => context.done && context.done());
};
`;
