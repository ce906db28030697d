/** What goes wrong with the next call, in the words of the simulated Slack's control plane. */
export type Fault = { kind: string; times?: number; method?: string } & Record<string, unknown>;

export type End = {
  state: "sent" | "held" | "failed" | "suppressed";
  /** How many tries stand in the log. */
  tries: number;
  /** What the notification says that went wrong last; null when nothing did. */
  code: string | null;
  /** Whether it is marked as possibly doubled. */
  twice: boolean;
  /** How many messages of it stand in Slack. */
  standing: number;
};

/** One row of the reference's tables: what Slack does, and where that must end. */
export type Row = {
  what: string;
  via: "webhook" | "channel";
  /** A channel that the bot is not in, or a private one that it is in. */
  place?: "outside" | "private";
  /** Whether it has an installation of its own, because that is what breaks. */
  ownInstallation?: true;
  /** Switched off before anything comes. */
  isOff?: true;
  faults: readonly Fault[];
  end: End;
  /** What becomes of the message behind it in the same lane; null when there is none. */
  next: "sent" | "held" | "suppressed" | null;
  /** Seconds that the log says Slack asked for. */
  asked?: number;
  /** When it sleeps for longer than a minute, so many hours are made to pass; the next message comes after them. */
  hoursPass?: number;
  /** In how many lanes; the run's own number when not said. */
  copies?: number;
};

type Shape = Pick<Row, "faults" | "end" | "next"> & Partial<Row>;

const sent = (tries: number, more: Partial<End> = {}): End => ({
  state: "sent",
  tries,
  code: null,
  twice: false,
  standing: 1,
  ...more,
});
const unsent = (state: "held" | "failed", tries: number, code: string, more: Partial<End> = {}): End => ({
  state,
  tries,
  code,
  twice: false,
  standing: 0,
  ...more,
});

const rowOf = (via: Row["via"], what: string, shape: Shape): Row => ({ via, what, ...shape });

/** The classes of the reference, each as the rows that it makes of one way of failing. */
export function classesOf(via: Row["via"]) {
  const rows = (what: string, ...shapes: [string, Shape][]) =>
    shapes.map(([how, shape]) => rowOf(via, `${via}: ${what}${how}`, shape));
  return {
    /** T: not posted, tried again. */
    passing: (what: string, fault: Fault) =>
      rows(what, ["", { faults: [fault], end: sent(2), next: "sent" }]),
    /** T(amb): perhaps posted, tried again at most twice, and marked. `posted` says whether it was. */
    perhaps: (what: string, fault: Fault, code: string, { posted = false, copies = 0 } = {}) => {
      const few = copies > 0 ? { copies } : {};
      const again = sent(2, { twice: true, standing: posted ? 2 : 1 });
      const over = unsent("failed", 3, code, { twice: true, standing: posted ? 3 : 0 });
      return rows(
        what,
        [", once", { faults: [fault], end: again, next: "sent", ...few }],
        [", always", { faults: [{ ...fault, times: 3 }], end: over, next: null, ...few }],
      );
    },
    /** N: waits, and no try is used up, however often it is asked. */
    waiting: (what: string, fault: Fault, asked: number, times = 1) =>
      rows(what, ["", { faults: [{ ...fault, times }], end: sent(times + 1), next: "sent", asked }]),
    /** M, for the layout: arrives as plain text, or fails alone. */
    layout: (word: string) =>
      rows(
        word,
        [", but plain text is taken", { faults: [{ kind: `error:${word}` }], end: sent(1), next: "sent" }],
        [
          ", plain text too",
          { faults: [{ kind: `error:${word}`, times: 2 }], end: unsent("failed", 1, word), next: "sent" },
        ],
      ),
    /** M or O: this message fails, alone. */
    message: (what: string, fault: Fault, code: string) =>
      rows(what, ["", { faults: [fault], end: unsent("failed", 1, code), next: "sent" }]),
    /** D: held, and so is what comes behind. */
    destination: (what: string, fault: Fault, code: string, more: Partial<Row> = {}) =>
      rows(what, ["", { faults: [fault], end: unsent("held", 1, code), next: "held", ...more }]),
    /** R: held, and the installation with everything of it is left to be connected again. */
    installation: (word: string, ...more: Fault[]) =>
      rows(word, [
        "",
        {
          faults: [{ kind: `error:${word}` }, ...more],
          end: unsent("held", 1, word),
          next: "held",
          ownInstallation: true,
          copies: 3,
        },
      ]),
    /** An answer that nobody knows: three tries. */
    unknown: (what: string, fault: Fault, code: string) =>
      rows(
        what,
        [", twice", { faults: [{ ...fault, times: 2 }], end: sent(3), next: null }],
        [", always", { faults: [{ ...fault, times: 3 }], end: unsent("failed", 3, code), next: null }],
      ),
    /** T for hours, then D or R. */
    lasting: (word: string, hours: number, more: Partial<Row> = {}) =>
      rows(
        word,
        [
          ", for some hours",
          { faults: [{ kind: `error:${word}` }], end: sent(2), next: "sent", hoursPass: 1 },
        ],
        [
          `, for ${hours} h`,
          {
            faults: [{ kind: `error:${word}`, times: 2 }],
            end: unsent("held", 2, word),
            next: "held",
            hoursPass: hours,
            ...more,
          },
        ],
      ),
    one: (what: string, shape: Shape) => rows(what, ["", shape]),
    sent,
    unsent,
  };
}
