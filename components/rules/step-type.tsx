import { clsx } from "clsx";
import {
  BellOff,
  ChartColumn,
  CircleDollarSign,
  HeartPulse,
  Inbox,
  type LucideIcon,
  SearchX,
  Wallet,
} from "lucide-react";
import Link from "next/link";
import { LinkPending } from "@/components/ui/link-pending";
import { withQuery } from "@/components/ui/query-string";
import type { PresetGroup } from "@/lib/rules/presets/preset";
import { type RuleType, ruleTypes } from "./draft";
import { typeFacts } from "./rule-types";
import type { DraftForm } from "./use-draft";

const icons = {
  usage: ChartColumn,
  customer: HeartPulse,
  revenue: CircleDollarSign,
  events: Inbox,
  balance: Wallet,
  absence: BellOff,
  unknown: SearchX,
} satisfies Record<RuleType, LucideIcon>;

const groupWords = {
  usage: "Usage",
  credits: "Credits",
  revenue: "Revenue",
  health: "Health of customers",
  growth: "Growth",
  silence: "Silence",
  unknown: "Unknown",
} as const satisfies Record<PresetGroup, string>;

/** A rule that is often wanted, ready to be filled in. */
export type PresetChoice = { id: string; name: string; description: string; group: PresetGroup };

type Props = {
  form: DraftForm;
  presets: readonly PresetChoice[];
  /** The page of the form: a type or a preset is named in its address, which is all it takes without script. */
  path: string;
  choose: (type: RuleType) => void;
};

const card =
  "h-full rounded-md border px-3 py-2.5 text-sm hover:bg-hover focus-visible:outline-offset-[-2px]";

type CardProps = { type: RuleType; isChosen: boolean } & Pick<Props, "path" | "choose">;

/** A button that keeps what is typed; without script a link that begins anew with that type. */
function TypeCard({ type, path, isChosen, choose }: CardProps) {
  const { label, hint } = typeFacts[type];
  const Icon = icons[type];
  const look = clsx(card, isChosen ? "border-accent-solid bg-raised" : "border-line");
  const words = (
    <>
      <span className="flex items-center gap-2 font-medium text-ink">
        <Icon aria-hidden className="size-4 shrink-0 text-ink-faint" />
        {label}
      </span>
      <span className="mt-0.5 block text-ink-muted">{hint}</span>
    </>
  );
  return (
    <>
      <button
        type="button"
        aria-pressed={isChosen}
        onClick={() => choose(type)}
        className={clsx(look, "grid w-full content-start text-left noscript:hidden")}
      >
        {words}
      </button>
      <a href={withQuery(path, { type })} className={clsx(look, "hidden noscript:block")}>
        {words}
      </a>
    </>
  );
}

/** The first step: what is watched, or a preset. */
export function StepType({ form, presets, path, choose }: Props) {
  const errors = form.errorsOf("type");
  return (
    <>
      <ul className="grid gap-2 sm:grid-cols-2 xl:grid-cols-3">
        {ruleTypes.map((type) => (
          <li key={type}>
            <TypeCard type={type} path={path} isChosen={form.draft.type === type} choose={choose} />
          </li>
        ))}
      </ul>
      {errors && (
        <p role="alert" className="text-sm text-bad">
          {errors.join(" ")}
        </p>
      )}
      {presets.length > 0 && (
        <section aria-labelledby="rule-presets" className="grid gap-3 border-t border-line pt-5">
          <h2 id="rule-presets" className="text-base font-semibold">
            Or start from a preset
          </h2>
          {[...Map.groupBy(presets, ({ group }) => group)].map(([group, ofGroup]) => (
            <div key={group} className="grid gap-2">
              <h3 className="text-sm font-medium text-ink-muted">{groupWords[group]}</h3>
              <ul className="grid gap-2 sm:grid-cols-2 xl:grid-cols-3">
                {ofGroup.map(({ id, name, description }) => (
                  <li key={id}>
                    <Link href={withQuery(path, { preset: id })} className={clsx(card, "block border-line")}>
                      <span className="font-medium text-ink">{name}</span>
                      <span className="mt-0.5 block text-ink-muted">{description}</span>
                      <LinkPending />
                    </Link>
                  </li>
                ))}
              </ul>
            </div>
          ))}
        </section>
      )}
    </>
  );
}
