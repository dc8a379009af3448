/** Why recorded cases come out differently here: the reason, and the case's name as docs/conformance.md prints it. */
export const knownDifferences: readonly { readonly reason: string; readonly cases: readonly string[] }[] = [
  {
    reason:
      "the recording has a placeholder in place of the activity's ARN, by which an activity cannot be told from a function",
    cases: [
      "test_activities::TestActivities::test_activity_task",
      "test_activities::TestActivities::test_activity_task_failure",
      "test_activities::TestActivities::test_activity_task_start_timeout",
      "test_activities::TestActivities::test_activity_task_with_heartbeat",
    ],
  },
  {
    reason: "the recording has angle brackets around the placeholder of a task token, which no token has",
    cases: [
      "test_callback::TestCallback::test_sqs_wait_for_task_tok_with_heartbeat",
      "test_callback::TestCallback::test_sqs_wait_for_task_token",
    ],
  },
  {
    reason:
      "recorded in October 2023, before the context object had a RedriveCount; later recordings of the same have one",
    cases: ["test_base_scenarios::TestBaseScenarios::test_lambda_invoke_with_retry_extended_input"],
  },
  {
    reason:
      "recorded when a function could have 10,240 MB of memory; the API model that mocked results are checked against has Lambda's present limit",
    cases: [
      "test_field_validation_mode::TestFieldValidationMode::test_strict_mode_aws_sdk_lambda_get_function_task[integer_more_than_maximum_allowed]#validation-exception",
    ],
  },
  {
    reason: "the recording lost what the function answered, which the events repeat",
    cases: ["test_base_scenarios::TestBaseScenarios::test_parallel_state_lambda"],
  },
  {
    reason: "the recording lost events: the exits of the inner Parallel are not in it, though its ids count them",
    cases: ["test_base_scenarios::TestBaseScenarios::test_parallel_state_nested"],
  },
  {
    reason:
      "four tasks time out in the same instant: AWS wrote each timeout before the Map failed, here the first one fails it and the others are aborted",
    cases: ["test_timeouts::TestTimeouts::test_service_lambda_map_timeout"],
  },
];
