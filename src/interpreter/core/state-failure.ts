import { errorNames } from "#asl";

/** How a state fails; thrown inside the core and turned into Retry, Catch or the end of the execution in one place. */
export class StateFailure extends Error {
  override readonly name = "StateFailure";
  /** Absent for a Fail state without Error. */
  readonly errorName: string | undefined;
  readonly causeText: string | undefined;
  /** The definition's field that could not be evaluated; makes AWS write an EvaluationFailed event. */
  readonly location: string | undefined;
  readonly isCaughtByAll: boolean;
  /** A path of the state's own led nowhere: recorded on AWS, then no Map or Parallel is written as failed. */
  readonly isOwnPath: boolean;

  constructor(
    errorName: string | undefined,
    causeText: string | undefined,
    options: { readonly location?: string; readonly isCaughtByAll?: boolean; readonly isOwnPath?: boolean } = {},
  ) {
    super(errorName ?? causeText ?? "failed");
    this.errorName = errorName;
    this.causeText = causeText;
    this.location = options.location;
    this.isOwnPath = options.isOwnPath ?? false;
    this.isCaughtByAll = options.isCaughtByAll ?? errorName !== errorNames.runtime;
  }
}

/** Thrown when the next event would be the 25,000th; nothing catches it but the execution. */
export class HistoryExhausted extends Error {
  override readonly name = "HistoryExhausted";
}
