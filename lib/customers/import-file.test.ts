import { describe, expect, test } from "vitest";
import { AppError } from "@/lib/errors";
import { importLimit, readCustomerFile } from "./import-file";

function refusal(text: string): string {
  try {
    readCustomerFile(text);
  } catch (error) {
    if (error instanceof AppError)
      return error.errors.map(({ pointer, message }) => `${pointer}: ${message}`).join();
    throw error;
  }
  return "none";
}

describe("readCustomerFile", () => {
  test("reads every column, however its header is written; an empty cell says nothing", () => {
    const { rows, errors } = readCustomerFile(
      [
        "ID,Name,health_score,MRR,Mrr Currency,owner email,excluded,attributes.seats,attributes.code",
        'cus_1,"Acme, Inc.",72.5,1299.00,usd,Kim@Example.com,Yes,12,007',
        "cus_2,,,,,,,,",
      ].join("\r\n"),
    );
    expect(errors).toEqual([]);
    expect(rows.get("cus_1")).toEqual({
      fields: {
        name: "Acme, Inc.",
        healthScore: 72.5,
        mrr: { amount: "1299", currency: "USD" },
        ownerEmail: "kim@example.com",
        excluded: true,
      },
      attributes: { seats: 12, code: "007" },
    });
    expect(rows.get("cus_2")).toEqual({ fields: {}, attributes: {} });
  });

  test("tells the line and the column of what cannot be used, and goes on", () => {
    const { rows, errors, rejected } = readCustomerFile(
      ["id,healthScore,name", "a,101,", 'b,5,"two', 'lines"', "c,many,", "b,6,", ",5,", "d,5"].join("\n"),
    );
    expect([...rows.keys()]).toEqual(["b"]);
    expect(errors.map(({ line, column }) => [line, column])).toEqual([
      [2, "healthScore"],
      [5, "healthScore"],
      [6, "id"],
      [7, "id"],
      [8, null],
    ]);
    expect(rejected).toBe(5);
  });

  test.each([
    ["", ": is empty"],
    ["name\nAcme", "line 1: has no column “id”"],
    ["id,Id\na,b", "line 1: names “id” twice"],
    ['id\n"a', "line 2: has a quote that is never closed"],
    ["id,attributes.__proto__\na,b", "which is no column"],
    ["id,colour\na,b", "line 1: names “colour”, which is no column"],
    [`id\n${"x\n".repeat(importLimit + 1)}`, `has more than ${importLimit} rows`],
  ])("refuses %j", (text, message) => {
    expect(refusal(text)).toContain(message);
  });
});
