/** The name under which cloudflared finds the edge, and the port to which it connects out. */
export const edgeName = 'api.trycloudflare.com';
export const edgePort = 7844;
