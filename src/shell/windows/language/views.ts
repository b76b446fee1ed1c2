/** Which columns an object shows by itself. */
import { isObject, type PsObject, propertyOf, textOf, type Value } from './values.ts';

export interface Column {
  readonly label: string;
  /** As wide as its longest text when left out. */
  readonly width?: number;
  readonly right?: boolean;
  cell(value: Value): string;
}

export function column(label: string, width?: number, right = false, property = label): Column {
  return {
    label,
    ...(width !== undefined && { width }),
    right,
    cell: (value) => cellText(propertyOf(value, property)),
  };
}

/** Lists stand in braces, and are cut after four. */
export function cellText(value: Value): string {
  return Array.isArray(value)
    ? `{${value.slice(0, 4).map(textOf).join(', ')}${value.length > 4 ? '…' : ''}}`
    : textOf(value);
}

/** Undefined where a list is shown: more than four properties and no view of its own. */
export function columnsFor(one: PsObject, width: number): readonly Column[] | undefined {
  const own = tables[one.type];
  if (own) return own(width);
  if (lists[one.type]) return undefined;
  const names = [...one.properties.keys()];
  return names.length <= 4 ? names.map((name) => generic(one, name)) : undefined;
}

/** Numbers stand at the right. */
export function generic(one: Value, name: string): Column {
  const found = isObject(one)
    ? [...one.properties.keys()].find((known) => known.toLowerCase() === name.toLowerCase())
    : undefined;
  return column(found ?? name, undefined, typeof propertyOf(one, name) === 'number');
}

export function listFor(one: PsObject): readonly Column[] {
  return (lists[one.type]?.(one) ?? [...one.properties.keys()]).map((name) => column(name));
}

/**
 * The address columns share what the others leave, as in the captures that people published: 35 at most. In a window of 80
 * columns AppliedSetting is left out, so that the process stays in sight; no capture of that width was found.
 */
function connectionColumns(width: number): readonly Column[] {
  const narrow = width < 82;
  const share = Math.max(9, Math.min(35, Math.floor((width - (narrow ? 48 : 63)) / 2)));
  return [
    column('LocalAddress', share),
    column('LocalPort', 9),
    column('RemoteAddress', share),
    column('RemotePort', 10),
    column('State', 11),
    ...(narrow ? [] : [column('AppliedSetting', 14)]),
    column('OwningProcess', 13),
  ];
}

const tables: Readonly<Record<string, (width: number) => readonly Column[]>> = {
  NetTCPConnection: connectionColumns,
  NetUDPEndpoint: (width) => [
    column('LocalAddress', Math.max(12, Math.min(40, width - 15))),
    column('LocalPort', 9),
  ],
  Process: () => [
    column('NPM(K)', 7, true, 'NPM'),
    column('PM(M)', 8, true, 'PM'),
    column('WS(M)', 10, true, 'WS'),
    column('CPU(s)', 10, true, 'CPU'),
    column('Id', 7, true),
    column('SI', 3, true),
    column('ProcessName'),
  ],
  Job: () => [
    column('Id', 6),
    column('Name', 15),
    column('PSJobTypeName', 15),
    column('State', 13),
    column('HasMoreData', 15),
    column('Location', 20),
    column('Command', 25),
  ],
  FileInfo: () => [
    column('Mode', 20),
    column('LastWriteTime', 25, true),
    column('Length', 14, true),
    column('Name'),
  ],
  DnsRecord: () => [
    column('Name', 46),
    column('Type', 6),
    column('TTL', 6),
    column('Section', 10),
    column('IPAddress'),
  ],
  Service: () => [column('Status', 8), column('Name', 18), column('DisplayName')],
  History: () => [column('Id', 4, true), column('CommandLine')],
  Command: () => [column('CommandType', 15), column('Name', 36), column('Summary')],
};

const testWithPing = [
  'ComputerName',
  'RemoteAddress',
  'RemotePort',
  'InterfaceAlias',
  'SourceAddress',
  'PingSucceeded',
  'PingReplyDetails (RTT)',
  'TcpTestSucceeded',
];

/** For each type that is shown as a list: which properties, in which order. */
const lists: Readonly<Record<string, (one: PsObject) => readonly string[]>> = {
  NetFirewallRule: (one) => [...one.properties.keys()].filter((name) => !name.startsWith('_')),
  NetFirewallProfile: (one) => [...one.properties.keys()],
  NetFirewallPortFilter: (one) => [...one.properties.keys()],
  NetIPAddress: (one) => [...one.properties.keys()],
  NetConnectionProfile: (one) => [...one.properties.keys()],
  TestNetConnection: (one) => testWithPing.filter((name) => one.properties.has(name)),
  Hashtable: (one) => [...one.properties.keys()],
};
