import type { Host, Launch } from './host';

/** Names the caller to the server; without it any page in the browser could send it commands. */
const TOKEN_HEADER = 'x-banxin-token';

/**
 * A browser in front of the tests' server, which has the same desk as the desktop shell. Built only in the mode
 * `browser`; the token comes in the address, as `#token=…`.
 */
export function httpHost(): Host {
  const token = new URLSearchParams(location.hash.slice(1)).get('token') ?? '';
  const headers = { [TOKEN_HEADER]: token };
  const nothing = (): Promise<() => void> => Promise.resolve(() => undefined);
  return {
    async dispatch(command: string, body: Uint8Array<ArrayBuffer>): Promise<ArrayBuffer> {
      const answer = await fetch(`/dispatch/${command}`, { method: 'POST', headers, body });
      if (answer.ok) return answer.arrayBuffer();
      const refusal: unknown = await answer.json();
      throw refusal;
    },

    async launch(): Promise<Launch> {
      const answer = await fetch('/launch', { headers });
      return (await answer.json()) as Launch;
    },

    setTitle(title: string): Promise<void> {
      document.title = title;
      return Promise.resolve();
    },

    onDrop: nothing,
    mayPick: false,
    pick: () => Promise.resolve([]),
    onClose: nothing,
  };
}
