/** The documentation: the Markdown of each file of `docs/`, by its name without `.md`. `README` is the index. */
export type Documents = Readonly<Record<string, string>>;
