/**
 * What error messages mean. Title, meaning, next step and the command to look with come from src/ports/known-errors.ts,
 * which the port field uses too; here stand the texts as people see them, the causes, and where it is proved.
 */
import type { ErrorEntry } from '../../src/components/reference/error-entry.ts';
import { answerErrors } from './errors/answer.ts';
import { bindErrors } from './errors/bind.ts';
import { connectErrors } from './errors/connect.ts';

export const errors: readonly ErrorEntry[] = [...bindErrors, ...connectErrors, ...answerErrors];
