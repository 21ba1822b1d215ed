import { invoke } from '@tauri-apps/api/core';
import { getCurrentWebview } from '@tauri-apps/api/webview';
import { getCurrentWindow } from '@tauri-apps/api/window';
import type { DropListener, Host, Launch } from './host';

/** The desktop shell in `src-tauri`. */
export const tauriHost: Host = {
  dispatch(command: string, body: Uint8Array): Promise<ArrayBuffer> {
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
};
