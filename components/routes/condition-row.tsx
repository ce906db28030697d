import { X } from "lucide-react";
import { Button } from "@/components/ui/button";
import { Input } from "@/components/ui/input";
import { Select } from "@/components/ui/select";
import { type Operator, operators } from "@/lib/routing/condition";
import { type DraftCondition, operatorWords } from "./filter-draft";

type Props = {
  /** Which one it is, as it is read out. */
  position: number | string;
  condition: DraftCondition;
  change: (condition: DraftCondition) => void;
  remove: () => void;
  /** The id of a datalist of known fields. */
  fieldsList: string;
  /** A field to write as an example. */
  fieldHint?: string;
};

const isOperator = (value: string): value is Operator => operators.some((operator) => operator === value);

function ValueControl({ position, condition, change }: Pick<Props, "position" | "condition" | "change">) {
  const label = `Value of condition ${position}`;
  if (condition.operator === "exists") {
    return (
      <Select
        aria-label={label}
        value={condition.value === "false" ? "false" : "true"}
        onChange={(event) => change({ ...condition, value: event.target.value })}
        className="sm:flex-1"
      >
        <option value="true">yes</option>
        <option value="false">no</option>
      </Select>
    );
  }
  const isList = condition.operator === "in" || condition.operator === "nin";
  return (
    <Input
      aria-label={label}
      value={condition.value}
      placeholder={isList ? "growth, enterprise" : "100"}
      onChange={(event) => change({ ...condition, value: event.target.value })}
      className="sm:flex-1"
    />
  );
}

/** One comparison: a field of the event, how to compare, with what. */
export function ConditionRow({
  position,
  condition,
  change,
  remove,
  fieldsList,
  fieldHint = "data.amount",
}: Props) {
  return (
    <li className="grid grid-cols-[1fr_auto] gap-2 sm:flex">
      <Input
        aria-label={`Field of condition ${position}`}
        value={condition.field}
        list={fieldsList}
        placeholder={fieldHint}
        spellCheck={false}
        onChange={(event) => change({ ...condition, field: event.target.value })}
        className="font-mono text-sm max-sm:col-span-full sm:flex-[1.3]"
      />
      <Select
        aria-label={`Comparison of condition ${position}`}
        value={condition.operator}
        onChange={(event) => {
          if (isOperator(event.target.value)) change({ ...condition, operator: event.target.value });
        }}
        className="max-sm:col-span-full sm:w-36"
      >
        {operators.map((operator) => (
          <option key={operator} value={operator}>
            {operatorWords[operator]}
          </option>
        ))}
      </Select>
      <ValueControl position={position} condition={condition} change={change} />
      <Button variant="quiet" size="icon" onClick={remove} aria-label={`Remove condition ${position}`}>
        <X aria-hidden />
      </Button>
    </li>
  );
}
