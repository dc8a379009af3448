/** What happened and was not taken up yet. */
export interface Inbox<Mail> {
  readonly deliver: (mail: Mail) => void;
  readonly shift: () => Mail | undefined;
  /** The next one, whenever it comes. */
  readonly next: () => Promise<Mail>;
  /** Wakes whoever waits, though nothing came: something else has changed. */
  readonly touch: () => void;
  /** Resolves at the next `deliver` or `touch`. */
  readonly touched: () => Promise<void>;
}

export function createInbox<Mail>(): Inbox<Mail> {
  const mails: Mail[] = [];
  let wake: (() => void) | undefined;
  let receive: ((mail: Mail) => void) | undefined;
  return {
    deliver(mail) {
      if (receive === undefined) {
        mails.push(mail);
        wake?.();
      } else {
        receive(mail);
        receive = undefined;
      }
    },
    next: () =>
      new Promise((resolve) => {
        const mail = mails.shift();
        if (mail === undefined) receive = resolve;
        else resolve(mail);
      }),
    shift: () => mails.shift(),
    touch: () => wake?.(),
    touched: () =>
      new Promise((resolve) => {
        wake = resolve;
      }),
  };
}
