import { expect, test } from "vitest";
import { failingWebhookMail } from "./failing-webhook-mail";

test("says since when nothing arrives, what the last answer was, and until when it is tried", () => {
  const mail = failingWebhookMail(
    {
      destinationId: "dst_1",
      destinationName: "Billing <b>service</b>",
      failingSince: new Date("2026-03-01T12:00:00Z"),
      lastCode: "http_500",
      organizationName: "Acme",
      organizationSlug: "acme",
      projectName: "Production",
      projectSlug: "production",
      emails: [],
    },
    "https://bellwire.example",
  );
  expect(mail.subject).toBe("Nothing arrives at Billing <b>service</b>");
  expect(mail.text).toMatch(/Mar 1.*12:00/);
  expect(mail.text).toMatch(/Mar 6.*12:00/);
  expect(mail.text).toContain("http_500");
  expect(mail.text).toContain("https://bellwire.example/acme/production/destinations/dst_1");
  expect(mail.html).not.toContain("<b>service");
});
