/** What the words of a rule are read with, and how a mistake in them is told. */

/** What reading a rule needs to know of the host. */
export interface RuleContext {
  readonly v6: boolean;
  /** The port of a service, by name. */
  port(name: string): number | undefined;
  /** The addresses of a host, by name, of both families. */
  addresses(name: string): readonly string[];
}

/** A mistake in the command line: what stands after `iptables v1.8.9 (nf_tables): `. */
export class RuleMistake extends Error {
  readonly status: number;
  readonly hint: boolean;
  constructor(message: string, status = 2, hint = true) {
    super(message);
    this.status = status;
    this.hint = hint;
  }
}
