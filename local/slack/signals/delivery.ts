/** One try to hand something to the app. */
export interface DeliveryTry {
  readonly at: number;
  /** HTTP status, or why there was none. */
  readonly outcome: number | "http_timeout" | "connection_failed";
}

/** An event on its way to the app, with what became of it. */
export interface Delivery {
  readonly eventId: string;
  readonly type: string;
  readonly url: string;
  state: "pending" | "delivered" | "given_up" | "no_app";
  readonly tries: DeliveryTry[];
}
