import type { NextConfig } from "next";

const config: NextConfig = {
  poweredByHeader: false,
  // What is shipped. Tests and the parts of one machine are checked by `npm run typecheck`.
  typescript: { tsconfigPath: "tsconfig.build.json" },
  reactStrictMode: true,
  images: { unoptimized: true },
  serverExternalPackages: ["postgres", "pino", "nodemailer", "@slack/web-api", "@slack/oauth"],
  devIndicators: false,
};

export default config;
