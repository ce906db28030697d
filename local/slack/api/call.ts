import type { Refusal } from "@/local/slack/api/refusal";
import type { Incoming } from "@/local/slack/http/incoming";
import type { Tier } from "@/local/slack/pacing/limits";
import type { Installation, Token } from "@/local/slack/world/access-records";
import type { App } from "@/local/slack/world/directory-records";
import type { JsonObject } from "@/local/slack/world/json";
import type { World } from "@/local/slack/world/world";

/** Whose token a call carried. */
export interface Caller {
  readonly app: App;
  readonly installation: Installation;
  readonly token: Token;
}

/** A call of a method that needs no token. */
export interface OpenCall {
  readonly world: World;
  readonly values: JsonObject;
  readonly incoming: Incoming;
}

/** A call of a method that needs a token. */
export interface TokenCall extends OpenCall {
  readonly caller: Caller;
}

export type Answer = JsonObject | Refusal;

/** A method of the Web API. */
export type Method =
  | { readonly access: "open"; readonly run: (call: OpenCall) => Answer }
  | {
      readonly access: "token";
      readonly tier: Tier;
      /** The call is allowed with any one of these; with none listed, with any token. */
      readonly scopes: readonly string[];
      readonly run: (call: TokenCall) => Answer;
    };
