import type { NextConfig } from "next";

const config: NextConfig = {
  poweredByHeader: false,
  reactStrictMode: true,
  images: { unoptimized: true },
  serverExternalPackages: ["postgres", "pino", "nodemailer", "@slack/web-api", "@slack/oauth"],
  devIndicators: false,
};

export default config;
