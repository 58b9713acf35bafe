/** What was asked for cannot be kept like this; nothing was stored. For whoever wrote it, in both languages of the console. */
export class InvalidInput extends Error {
  override name = "InvalidInput";
  /** The field of the request that is to blame. */
  readonly path: string;
  readonly en: string;
  readonly zh: string;

  constructor(path: string, { en, zh }: { en: string; zh: string }) {
    super(en);
    this.path = path;
    this.en = en;
    this.zh = zh;
  }
}
