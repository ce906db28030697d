import type { Metadata, Viewport } from "next";
import type { ReactNode } from "react";
import { readTheme } from "./theme-cookie";
import "./globals.css";

export const metadata: Metadata = {
  title: { default: "Bellwire", template: "%s · Bellwire" },
  description: "Tells the right people, in Slack, what just happened to their customers and their revenue.",
};

export const viewport: Viewport = {
  themeColor: [
    { media: "(prefers-color-scheme: light)", color: "#f6f7f9" },
    { media: "(prefers-color-scheme: dark)", color: "#0c0f14" },
  ],
};

export default async function RootLayout({ children }: { children: ReactNode }) {
  const theme = await readTheme();
  return (
    <html lang="en" data-theme={theme === "system" ? undefined : theme}>
      <body>{children}</body>
    </html>
  );
}
