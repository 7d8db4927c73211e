/** What a PDS has to be told; with the same options again it goes on where it was. */
export interface PdsOptions {
  /** Everything it keeps. */
  folder: string;
  /** 0: any that is free. */
  port: number;
  /** Where accounts say that they are: the gate before it. */
  publicUrl: string;
  plcUrl: string;
  /** 64 hexadecimal digits: of its keys and its administrator. */
  secret: string;
}
