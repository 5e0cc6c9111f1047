import type { FromPage, ToPage } from '../live-messages';

export interface Connection {
  readonly say: (message: FromPage) => void;
  readonly client: string;
}

/**
 * The web socket to the server. It comes back by itself after it breaks (0.5 s, then slower up to 5 s) and then hears `hello` again.
 * `up` tells whether there is one just now.
 */
export function connect(hear: (message: ToPage) => void, up: (is: boolean) => void): Connection {
  const client = `c${Math.random().toString(36).slice(2, 12)}`;
  const address = `${location.protocol === 'https:' ? 'wss' : 'ws'}://${location.host}/live?client=${client}`;
  let socket: WebSocket;
  let wait = 500;
  const open = () => {
    socket = new WebSocket(address);
    socket.onopen = () => {
      wait = 500;
      up(true);
    };
    socket.onmessage = (event) => hear(JSON.parse(String(event.data)) as ToPage);
    socket.onclose = () => {
      up(false);
      setTimeout(open, wait);
      wait = Math.min(5000, wait * 2);
    };
  };
  open();
  return { client, say: (message) => socket.readyState === WebSocket.OPEN && socket.send(JSON.stringify(message)) };
}
