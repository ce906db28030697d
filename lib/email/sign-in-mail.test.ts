import { expect, test } from "vitest";
import { invitationMail } from "./invitation-mail";
import { signInMail } from "./sign-in-mail";

const url =
  "https://bellwire.example/api/auth/callback/email?callbackUrl=https%3A%2F%2Fbellwire.example%2F&token=abc&email=kim%40example.com";

test("the sign-in mail says where it leads, for whom and for how long, in both forms", () => {
  const mail = signInMail({ url, email: "kim@example.com", minutes: 10 });
  expect(mail.subject).toBe("Sign in to bellwire.example");
  expect(mail.text).toContain(url);
  for (const form of [mail.text, mail.html]) {
    expect(form).toContain("to bellwire.example as kim@example.com");
    expect(form).toContain("once, for 10 minutes");
  }
});

test("the link in the HTML is the very same link", () => {
  const { html } = signInMail({ url, email: "kim@example.com", minutes: 10 });
  const [, href = ""] = /<a href="([^"]+)"/.exec(html) ?? [];
  expect(href.replaceAll("&amp;", "&")).toBe(url);
});

test("what people typed is text in the mail, never markup", () => {
  const mail = invitationMail({
    url: "https://bellwire.example/invite/abc",
    email: "o'neil&co@example.com",
    organizationName: '<img src=x onerror="alert(1)"> & Co',
    invitedBy: "<b>eve@example.com</b>",
    role: "viewer",
    days: 7,
  });
  expect(mail.html).not.toMatch(/<img|<b>/);
  expect(mail.html).toContain("&lt;img src=x onerror=&quot;alert(1)&quot;&gt; &amp; Co");
  expect(mail.html).toContain("o&#39;neil&amp;co@example.com");
  expect(mail.text).toContain('<img src=x onerror="alert(1)"> & Co');
});
