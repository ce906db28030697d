const messages: Record<string, string> = {
  Verification: "This link has been used already, or it is older than ten minutes. Ask for a new one.",
  EmailSignin: "No link could be sent to that address. Check it and try again.",
  EmailNotVerified:
    "That account has no verified e-mail address. Verify it there, or sign in with a link by e-mail.",
  OAuthAccountNotLinked:
    "There is an account with this e-mail address already. Sign in with a link by e-mail first; then that account can be added.",
  AccessDenied: "Signing in was refused.",
  OAuthCallback: "The other service did not complete the sign-in. Try again.",
  Configuration: "Sign-in is not set up correctly here. Tell whoever runs this installation.",
};

/** What next-auth's error code means to the person who sees it. */
export function signInErrorText(code: string): string {
  return messages[code] ?? "Signing in did not work. Try again.";
}
