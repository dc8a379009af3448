/** Where an execution stands, as plain JSON: store it after each step, hand it back with the next event. Opaque to runners. */
export interface Snapshot {
  readonly version: 1;
}
