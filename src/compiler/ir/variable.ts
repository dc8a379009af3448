/** A variable of the state machine. Identity is the object's; the name is unique in its workflow. */
export interface Variable {
  readonly name: string;
}
