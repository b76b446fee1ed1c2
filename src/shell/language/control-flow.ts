/** How a command leaves what surrounds it. Thrown, so that redirections and scopes on the way are undone. */

export class LeaveLoop extends Error {
  readonly kind: 'break' | 'continue';
  /** How many loops are left, this one included. */
  readonly levels: number;
  constructor(kind: 'break' | 'continue', levels: number) {
    super(kind);
    this.kind = kind;
    this.levels = levels;
  }
}

/** Leaves a function or a sourced script. */
export class Return extends Error {
  readonly status: number;
  constructor(status: number) {
    super('return');
    this.status = status;
  }
}

/** Ends the shell. */
export class Exit extends Error {
  readonly status: number;
  constructor(status: number) {
    super('exit');
    this.status = status;
  }
}

/** An error of expansion: the rest of the line is not run. Its message is out already. */
export class Abandon extends Error {
  readonly status: number;
  constructor(status: number) {
    super('abandon');
    this.status = status;
  }
}

/** A command cannot go on; the message, without the shell's name, is still to be printed. */
export class ShellError extends Error {
  readonly status: number;
  /** A shell that nobody types to ends. */
  readonly fatal: boolean;
  constructor(message: string, status = 1, fatal = false) {
    super(message);
    this.status = status;
    this.fatal = fatal;
  }
}
