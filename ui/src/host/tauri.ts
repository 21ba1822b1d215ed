import { invoke } from '@tauri-apps/api/core';
import { getCurrentWebview } from '@tauri-apps/api/webview';
import { getCurrentWindow } from '@tauri-apps/api/window';
import type { DropListener, Host, Launch, Pick } from './host';

/** The desktop shell in `src-tauri`. */
export const tauriHost: Host = {
  dispatch(command: string, body: Uint8Array<ArrayBuffer>): Promise<ArrayBuffer> {
    return invoke<ArrayBuffer>('dispatch', body, { headers: { 'banxin-command': command } });
  },

  launch(): Promise<Launch> {
    return invoke<Launch>('launch');
  },

  setTitle(title: string): Promise<void> {
    return getCurrentWindow().setTitle(title);
  },

  onDrop(listener: DropListener): Promise<() => void> {
    return getCurrentWebview().onDragDropEvent(({ payload }) => {
      listener.hover(payload.type === 'enter' || payload.type === 'over');
      if (payload.type === 'drop') listener.drop(payload.paths);
    });
  },

  mayPick: true,

  pick(what: Pick, suggested: string | null): Promise<readonly string[]> {
    return invoke<string[]>('pick', { what, suggested });
  },

  onClose(ask: () => Promise<boolean>): Promise<() => void> {
    return getCurrentWindow().onCloseRequested(async (event) => {
      if (!(await ask())) event.preventDefault();
    });
  },
};
