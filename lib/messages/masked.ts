/** What stands in a message where a value is not to be seen. */
export const masked = "•••";
