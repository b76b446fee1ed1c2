/** What an awk program keeps: variables, arrays, the current record. */
import { type AwkRecord, createRecord } from './awk-fields.ts';
import { AwkFailure } from './awk-files.ts';
import { AwkSyntaxError, awkRegex } from './awk-lexer.ts';
import {
  type AwkArray,
  type AwkValue,
  createArray,
  elementOf,
  inputValue,
  numberOf,
  textOf,
} from './awk-values.ts';

export interface Cell {
  value: AwkValue;
  array: AwkArray | undefined;
  /** An untouched variable that was passed on: it becomes an array there and here at once. */
  readonly origin: Cell | undefined;
}

export const cell = (value?: AwkValue, origin?: Cell): Cell => ({ value, array: undefined, origin });

export interface AwkMemory {
  readonly record: AwkRecord;
  /** The variables of the function that runs. */
  locals: Map<string, Cell> | undefined;
  /** A value as text, by CONVFMT. */
  convert(value: AwkValue): string;
  setting(name: string): string;
  variable(name: string): Cell;
  arrayOf(place: Cell, name: string): AwkArray;
  setVariable(name: string, value: AwkValue): void;
  fieldIndex(value: AwkValue): number;
  dynamicRegex(source: string): RegExp;
  test(expression: RegExp, text: string): boolean;
  /** Ends the program with a message that tells the record. */
  fail(message: string): never;
}

export function createMemory(environment: ReadonlyMap<string, string>): AwkMemory {
  const globals = new Map<string, Cell>(
    Object.entries({
      CONVFMT: '%.6g',
      FILENAME: '',
      FNR: 0,
      FS: ' ',
      NR: 0,
      OFMT: '%.6g',
      OFS: ' ',
      ORS: '\n',
      RLENGTH: -1,
      RS: '\n',
      RSTART: 0,
      SUBSEP: '\x1c',
    }).map(([name, value]) => [name, cell(value)]),
  );
  const environ = cell();
  globals.set('ENVIRON', environ);
  for (const [name, value] of environment)
    elementOf(arrayOf(environ, 'ENVIRON'), name).value = inputValue(value);
  const record = createRecord((name) => textOf(globals.get(name)?.value, '%.6g'));
  const regexes = new Map<string, RegExp>();

  const convert = (value: AwkValue): string => textOf(value, textOf(globals.get('CONVFMT')?.value, '%.6g'));
  const setting = (name: string): string => convert(globals.get(name)?.value);

  function fail(message: string): never {
    throw new AwkFailure(
      `awk: run time error: ${message}\n\tFILENAME="${setting('FILENAME')}" FNR=${setting('FNR')} NR=${setting('NR')}\n`,
    );
  }

  function variable(name: string): Cell {
    let found = memory.locals?.get(name) ?? globals.get(name);
    if (!found) {
      found = cell();
      globals.set(name, found);
    }
    return found;
  }

  function arrayOf(place: Cell, name: string): AwkArray {
    if (place.array) return place.array;
    if (place.value !== undefined) throw new AwkSyntaxError(`line 1: illegal reference to variable ${name}`);
    place.array = place.origin ? arrayOf(place.origin, name) : createArray();
    return place.array;
  }

  function setVariable(name: string, value: AwkValue): void {
    if (name === 'NF') {
      record.setCount(fieldIndex(value));
      return;
    }
    const place = variable(name);
    if (place.array) throw new AwkSyntaxError(`line 1: illegal reference to array ${name}`);
    place.value = value;
  }

  function fieldIndex(value: AwkValue): number {
    const index = Math.trunc(numberOf(value));
    if (index < 0) fail(`negative field index $${index}`);
    if (index > 32767) fail(`program limit exceeded: maximum number of fields size=32767`);
    return index;
  }

  function dynamicRegex(source: string): RegExp {
    let found = regexes.get(source);
    if (!found) {
      found = awkRegex(source);
      regexes.set(source, found);
    }
    return found;
  }

  function test(expression: RegExp, text: string): boolean {
    expression.lastIndex = 0;
    return expression.test(text);
  }

  const memory: AwkMemory = {
    record,
    locals: undefined,
    convert,
    setting,
    variable,
    arrayOf,
    setVariable,
    fieldIndex,
    dynamicRegex,
    test,
    fail,
  };
  return memory;
}
