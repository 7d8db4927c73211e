declare module '@mozilla/readability/JSDOMParser.js' {
  /** The small document that Readability brings along; it reads well-formed markup only. */
  export default class JSDOMParser {
    /** What could not be read, one fault on each line; empty where all was. */
    errorState: string;
    parse(markup: string, address?: string): Document;
  }
}
