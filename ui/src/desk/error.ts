/** The kinds of refusals; crates/desk/src/error.rs. `unknown` is anything that is no refusal of the desk. */
export type ErrorCode =
  | 'bad-request'
  | 'no-folder'
  | 'not-an-edition'
  | 'broken-document'
  | 'nothing-open'
  | 'no-page'
  | 'no-fonts'
  | 'no-face'
  | 'bad-picture'
  | 'stale'
  | 'refused'
  | 'not-empty'
  | 'cannot-write'
  | 'cannot-read'
  | 'cannot-print'
  | 'locked'
  | 'cancelled'
  | 'internal'
  | 'stopped'
  | 'unknown';

/** Why the desk refused a command. */
export interface DeskError {
  readonly code: ErrorCode;
  readonly file?: string;
  readonly line?: number;
  readonly key?: string;
  readonly detail: string;
}

/** Reads whatever a failed call threw. */
export function toDeskError(thrown: unknown): DeskError {
  if (typeof thrown === 'object' && thrown !== null && 'code' in thrown && 'detail' in thrown) {
    return thrown as DeskError;
  }
  return { code: 'unknown', detail: thrown instanceof Error ? thrown.message : String(thrown) };
}
