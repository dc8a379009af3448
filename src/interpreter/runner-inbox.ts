/** What happened and was not taken up yet. */
export interface Inbox<Mail> {
  readonly deliver: (mail: Mail) => void;
  readonly shift: () => Mail | undefined;
  /** Wakes whoever waits, though nothing came: something else has changed. */
  readonly touch: () => void;
  /** Resolves at the next `deliver` or `touch`. */
  readonly touched: () => Promise<void>;
}

export function createInbox<Mail>(): Inbox<Mail> {
  const mails: Mail[] = [];
  let wake: (() => void) | undefined;
  return {
    deliver(mail) {
      mails.push(mail);
      wake?.();
    },
    shift: () => mails.shift(),
    touch: () => wake?.(),
    touched: () =>
      new Promise((resolve) => {
        wake = resolve;
      }),
  };
}
