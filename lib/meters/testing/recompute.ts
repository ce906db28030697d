export type Reading = { id: string; meter: string; customer: string | undefined; value: string; at: string };
export type StoredBucket = {
  meter: string;
  customer: string;
  hour: string;
  sum: string;
  count: number;
  min: string;
  max: string;
  last: string;
  lastId: string;
};

/** Thousandths as whole numbers: exact, and nothing of the code under test. */
const thousandths = (value: string) => {
  const [whole = "", fraction = ""] = value.replace("-", "").split(".");
  const size = Number(whole) * 1000 + Number(fraction.padEnd(3, "0"));
  return value.startsWith("-") ? -size : size;
};

function written(amount: number): string {
  const fraction = String(Math.abs(amount) % 1000)
    .padStart(3, "0")
    .replace(/0+$/, "");
  const whole = Math.floor(Math.abs(amount) / 1000);
  return `${amount < 0 ? "-" : ""}${whole}${fraction === "" ? "" : `.${fraction}`}`;
}

const byText = (left: string, right: string) => (left < right ? -1 : left > right ? 1 : 0);

/** The buckets of readings, computed one reading at a time from all of them. Values have at most three decimals. */
export function recomputed(readings: readonly Reading[], hourOf: (at: number) => number): StoredBucket[] {
  const placed = readings.flatMap((reading) => {
    const hour = `${new Date(hourOf(Date.parse(reading.at))).toISOString().slice(0, 19)}Z`;
    const customers = reading.customer === undefined ? [""] : ["", reading.customer];
    return customers.map((customer) => ({ ...reading, customer, hour }));
  });
  const groups = Map.groupBy(placed, ({ meter, customer, hour }) => JSON.stringify([meter, customer, hour]));
  return [...groups.values()]
    .flatMap((group) => {
      const amounts = group.map(({ value }) => thousandths(value));
      const last = group
        .toSorted((left, right) => byText(left.at, right.at) || byText(left.id, right.id))
        .at(-1);
      if (!last) return [];
      return [
        {
          meter: last.meter,
          customer: last.customer,
          hour: last.hour,
          sum: written(amounts.reduce((sum, amount) => sum + amount, 0)),
          count: group.length,
          min: written(Math.min(...amounts)),
          max: written(Math.max(...amounts)),
          last: written(thousandths(last.value)),
          lastId: last.id,
        },
      ];
    })
    .toSorted(
      (left, right) =>
        byText(left.meter, right.meter) ||
        byText(left.customer, right.customer) ||
        byText(left.hour, right.hour),
    );
}
