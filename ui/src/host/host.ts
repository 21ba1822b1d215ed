/** What the program was started with. */
export interface Launch {
  /** Folder of the edition to open, if the command line named one. */
  readonly edition: string | null;
  readonly version: string;
}

/** What happens while files are dragged over the window. */
export interface DropListener {
  /** Something is held over the window, or is not any more. */
  hover(over: boolean): void;
  /** Paths were let go over the window. */
  drop(paths: readonly string[]): void;
}

/** What the system's own file dialog is asked for. */
export type Pick = 'open-edition' | 'new-folder' | 'manuscripts' | 'save-pdf';

/**
 * What the front end needs of the program around it. Nothing outside this folder knows which host it is; the
 * desktop shell is `tauri.ts`, a browser in front of the tests' server `http.ts`.
 */
export interface Host {
  /** Sends a command to the desk. A refusal rejects with what `toDeskError` reads. */
  dispatch(command: string, body: Uint8Array<ArrayBuffer>): Promise<ArrayBuffer>;
  launch(): Promise<Launch>;
  setTitle(title: string): Promise<void>;
  /** Calls the listener until the returned function is called. */
  onDrop(listener: DropListener): Promise<() => void>;
  /** Whether `pick` has a dialog to show. */
  readonly mayPick: boolean;
  /** Shows the system's file dialog; gives the chosen paths, none when it was cancelled. */
  pick(what: Pick, suggested: string | null): Promise<readonly string[]>;
  /** Asks before the window closes; it stays when the answer is no. */
  onClose(ask: () => Promise<boolean>): Promise<() => void>;
}
