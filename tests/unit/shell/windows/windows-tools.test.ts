/** Programs and cmdlets of Windows, as their documents and published captures show them. */
import { expect, test } from 'vitest';
import { commands } from '../../../../src/shell/commands/index.ts';
import { windowsPrograms } from '../../../../src/shell/windows/programs/index.ts';
import { sharedPrograms, windowsNames } from '../../../../src/shell/windows/windows-tools.ts';
import { desktop } from './desktop.ts';

const run = (...lines: readonly string[]): string => desktop().last(...lines);

test('the list of programs that come by need is the list of programs', () => {
  expect(Object.entries(windowsNames)).toEqual(windowsPrograms.map(({ name, summary }) => [name, summary]));
  expect(sharedPrograms(commands).map(({ name }) => name)).toEqual(['curl', 'node', 'py', 'python']);
});

test('python listens on :: of both families, which is two rows', () => {
  const host = desktop();
  host.last('Start-Process python "-m http.server 62893"');
  const pid = host.last('(Get-Process python).Id').trim();
  expect(host.last('netstat -ano | findstr :62893')).toBe(
    `  TCP    0.0.0.0:62893          0.0.0.0:0              LISTENING       ${pid}\n  TCP    [::]:62893             [::]:0                 LISTENING       ${pid}\n`,
  );
  expect(host.last('Get-NetTCPConnection -LocalPort 62893')).toBe(
    `\nLocalAddress     LocalPort RemoteAddress    RemotePort State       OwningProcess\n------------     --------- -------------    ---------- -----       -------------\n::               62893     ::               0          Listen      ${pid}\n0.0.0.0          62893     0.0.0.0          0          Listen      ${pid}\n\n`,
  );
  expect(host.last('curl.exe -s http://localhost:62893/site/about.html | findstr title')).toBe(
    '<title>About this site</title>\n',
  );
});

test('py starts python', () => {
  const host = desktop();
  host.last('Start-Process py "-m http.server 62893"');
  expect(host.last('tasklist | findstr py')).toContain('python.exe');
});

test('processes are numbered in fours', () => {
  const pids = run('Get-Process | Select-Object -ExpandProperty Id').trim().split('\n').map(Number);
  expect(pids.length).toBeGreaterThan(2);
  expect(pids.filter((pid) => pid % 4 !== 0)).toEqual([]);
});

test('from a port to its process to its end', () => {
  const host = desktop();
  host.last('python -m http.server 62893 &');
  expect(
    host.last(
      'Stop-Process -Id (Get-NetTCPConnection -LocalPort 62893 -State Listen | select -First 1).OwningProcess',
      'Get-NetTCPConnection -LocalPort 62893',
    ),
  ).toBe(
    "Get-NetTCPConnection: No MSFT_NetTCPConnection objects found with property 'LocalPort' equal to '62893'.  Verify the value of the property and retry.\n",
  );
  expect(host.last('Get-NetTCPConnection -LocalPort 62893 -State Listen')).toBe(
    'Get-NetTCPConnection: No matching MSFT_NetTCPConnection objects found by CIM query for instances of the ROOT/StandardCimv2/MSFT_NetTCPConnection class on the  CIM server: SELECT * FROM MSFT_NetTCPConnection  WHERE ((LocalPort = 62893)) AND ((State = 2)). Verify query parameters and retry.\n',
  );
});

test('a port in an excluded range is WinError 10013, and netstat shows nobody', () => {
  const host = desktop();
  expect(host.last('python -m http.server 54920').split('\n').at(-2)).toBe(
    'PermissionError: [WinError 10013] An attempt was made to access a socket in a way forbidden by its access permissions',
  );
  expect(host.last('netstat -ano | findstr :54920')).toBe('');
  expect(host.last('netsh interface ipv4 show excludedportrange protocol=tcp')).toBe(
    '\nProtocol tcp Port Exclusion Ranges\n\nStart Port    End Port      \n----------    --------      \n      5357        5357      \n     50000       50059     *\n     54913       55012      \n     55390       55489      \n\n* - Administered port exclusions.\n\n',
  );
});

test('two http.servers of python share a port on Windows, because they set SO_REUSEADDR', () => {
  const host = desktop();
  host.last('python -m http.server 62893 &', 'python -m http.server 62893 &');
  expect(host.last('netstat -ano | findstr 0.0.0.0:62893').trim().split('\n')).toHaveLength(2);
});

test('node does not share: WSAEADDRINUSE, with libuv’s number', () => {
  const host = desktop();
  host.last('node apps\\hello\\server.js &');
  const said = host.last('node apps\\hello\\server.js');
  expect(said).toContain('Error: listen EADDRINUSE: address already in use :::3000');
  expect(said).toContain('errno: -4091');
  expect(said).toContain('(C:\\Users\\dev\\apps\\hello\\server.js:9:8)');
  // Its owner did not agree to share: python, which would, is refused too.
  expect(host.last('python -m http.server 3000').split('\n').at(-2)).toContain('[WinError 10013]');
});

test('tasklist and taskkill', () => {
  const host = desktop();
  host.last('Start-Process python "-m http.server 62893"');
  const pid = host.last('(Get-Process python).Id').trim();
  expect(host.last('tasklist /FI "IMAGENAME eq python.exe"')).toBe(
    `\nImage Name                     PID Session Name        Session#    Mem Usage\n========================= ======== ================ =========== ============\npython.exe                ${pid.padStart(8)} Console                    1     18,344 K\n`,
  );
  expect(host.last(`taskkill /PID ${pid}`)).toBe(
    `ERROR: The process with PID ${pid} could not be terminated.\nReason: This process can only be terminated forcefully (with /F option).\n`,
  );
  expect(host.last(`taskkill /PID ${pid} /F`)).toBe(
    `SUCCESS: The process with PID ${pid} has been terminated.\n`,
  );
  expect(host.last(`taskkill /F /PID ${pid}`)).toBe(`ERROR: The process "${pid}" not found.\n`);
  expect(host.last('tasklist /FI "PID eq 2"')).toBe(
    'INFO: No tasks are running which match the specified criteria.\n',
  );
});

test('the kernel and its services are not ended', () => {
  expect(run('Stop-Process -Id 4')).toBe(
    'Stop-Process: Cannot stop process "System (4)" because of the following error: Access is denied.\n',
  );
});

test('the dynamic range is 49152 to 65535 and can be moved', () => {
  const host = desktop();
  const range = (start: number, count: number): string =>
    `\nProtocol tcp Dynamic Port Range\n---------------------------------\nStart Port      : ${start}\nNumber of Ports : ${count}\n\n`;
  expect(host.last('netsh int ipv4 show dynamicport tcp')).toBe(range(49152, 16384));
  expect(host.last('netsh int ipv4 set dynamicport tcp start=1000 num=1000')).toBe(
    'The parameter is incorrect.\n\n',
  );
  expect(
    host.last(
      'netsh int ipv4 set dynamicport tcp start=10000 num=1000',
      'netsh int ipv4 show dynamicport tcp',
    ),
  ).toBe(range(10000, 1000));
});

test('Test-NetConnection pings only where the connection failed', () => {
  const host = desktop();
  host.last('Start-Process python "-m http.server 62893"');
  expect(host.last('Test-NetConnection localhost -Port 62893')).toBe(
    '\nComputerName     : localhost\nRemoteAddress    : ::1\nRemotePort       : 62893\nInterfaceAlias   : Loopback Pseudo-Interface 1\nSourceAddress    : ::1\nTcpTestSucceeded : True\n\n',
  );
  expect(host.last('Test-NetConnection 192.168.1.30 -Port 62893')).toBe(
    'WARNING: TCP connect to (192.168.1.30 : 62893) failed\n\nComputerName           : 192.168.1.30\nRemoteAddress          : 192.168.1.30\nRemotePort             : 62893\nInterfaceAlias         : Wi-Fi\nSourceAddress          : 192.168.1.20\nPingSucceeded          : True\nPingReplyDetails (RTT) : 2 ms\nTcpTestSucceeded       : False\n\n',
  );
});

test('ping asks four times, with 128 hops to go', () => {
  const said = run('ping 192.168.1.20');
  expect(said).toContain(
    '\nPinging 192.168.1.20 with 32 bytes of data:\nReply from 192.168.1.20: bytes=32 time',
  );
  expect(said).toContain('TTL=128\n');
  expect(said).toContain('    Packets: Sent = 4, Received = 4, Lost = 0 (0% loss),\n');
  expect(run('ping nowhere')).toBe(
    'Ping request could not find host nowhere. Please check the name and try again.\n',
  );
});

test('jobs run in a PowerShell of their own, and keep what they print', () => {
  const host = desktop();
  host.last('python -m http.server 62893 &', 'curl.exe -s -o nul http://127.0.0.1:62893/');
  expect(host.last('Receive-Job 1')).toMatch(/^::ffff:127\.0\.0\.1 - - \[.*\] "GET \/ HTTP\/1\.1" 200 -\n$/);
  expect(host.last('Stop-Job 1', '(Get-Job 1).State')).toBe('Stopped\n');
  expect(host.last('netstat -ano | findstr LISTENING | findstr :62893')).toBe('');
});

test('Start-Sleep waits in the world’s time', () => {
  const host = desktop();
  const before = host.world.network.now;
  expect(host.last('Start-Sleep 2; "slept"')).toBe('slept\n');
  expect(host.world.network.now - before).toBe(2000);
});
