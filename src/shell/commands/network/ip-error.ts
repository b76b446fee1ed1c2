/** A refusal of ip(8), with its status: 1 of the tool, 2 of the kernel, 255 of the command line. */
export class IpError extends Error {
  readonly status: number;
  constructor(message: string, status: number) {
    super(message);
    this.status = status;
  }
}
