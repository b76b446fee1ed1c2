/** Messages between a program and a gateway device: SOAP over HTTP, as UPnP Device Architecture 1.1 §3 has it. */
import type { Bytes } from '../../../simulator/system-call.ts';

export const ssdpGroup = '239.255.255.250';
export const ssdpPort = 1900;
export const gatewayType = 'urn:schemas-upnp-org:device:InternetGatewayDevice:1';
export const connectionService = 'urn:schemas-upnp-org:service:WANIPConnection:2';

export type Fields = Readonly<Record<string, string>>;

export function envelope(body: string): string {
  return `<?xml version="1.0"?>\r\n<s:Envelope xmlns:s="http://schemas.xmlsoap.org/soap/envelope/" s:encodingStyle="http://schemas.xmlsoap.org/soap/encoding/"><s:Body>${body}</s:Body></s:Envelope>\r\n`;
}

/** A call, or with `Response` behind the action its answer. */
export function actionBody(action: string, fields: Fields): string {
  const inner = Object.entries(fields).map(([name, value]) => `<${name}>${escapeXml(value)}</${name}>`);
  return envelope(`<u:${action} xmlns:u="${connectionService}">${inner.join('')}</u:${action}>`);
}

export function faultBody(code: number, text: string): string {
  return envelope(
    `<s:Fault><faultcode>s:Client</faultcode><faultstring>UPnPError</faultstring><detail><UPnPError xmlns="urn:schemas-upnp-org:control-1-0"><errorCode>${code}</errorCode><errorDescription>${text}</errorDescription></UPnPError></detail></s:Fault>`,
  );
}

function escapeXml(text: string): string {
  return text.replace(/&/g, '&amp;').replace(/</g, '&lt;').replace(/>/g, '&gt;');
}

/** The text of the first element of that name. */
export function fieldOf(xml: string, name: string): string | undefined {
  const found = new RegExp(`<${name}>([^<]*)</${name}>`).exec(xml)?.[1];
  return found?.replace(/&lt;/g, '<').replace(/&gt;/g, '>').replace(/&amp;/g, '&');
}

/** A whole message with its body, once all of it has come. */
export function wholeMessage(received: Bytes): { readonly head: string; readonly body: string } | undefined {
  const end = received.indexOf('\r\n\r\n');
  if (end < 0) return undefined;
  const head = received.slice(0, end);
  const length = Number(/^content-length:\s*(\d+)/im.exec(head)?.[1] ?? 0);
  const body = received.slice(end + 4);
  return body.length < length ? undefined : { head, body: body.slice(0, length) };
}
