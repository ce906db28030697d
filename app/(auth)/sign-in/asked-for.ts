/** The cookie that lets “check your e-mail” say which address, for as long as the link works. */
export const askedFor = "bellwire-sign-in-email";
