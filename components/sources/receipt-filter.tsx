import { Button } from "@/components/ui/button";
import { FilterForm } from "@/components/ui/filter-form";
import { Select } from "@/components/ui/select";
import { type ReceiptStatus, receiptStatuses } from "@/db/enums";
import { receiptLooks } from "./receipt-table";

type Props = { path: string; status: ReceiptStatus | undefined };

/** Which receipts to show; the choice stands in the address. */
export function ReceiptFilter({ path, status }: Props) {
  return (
    <FilterForm action={path} className="flex gap-2">
      <Select name="status" defaultValue={status ?? ""} aria-label="Outcome" className="w-40">
        <option value="">Every outcome</option>
        {receiptStatuses.map((each) => (
          <option key={each} value={each}>
            {receiptLooks[each].label}
          </option>
        ))}
      </Select>
      <Button type="submit">Filter</Button>
    </FilterForm>
  );
}
