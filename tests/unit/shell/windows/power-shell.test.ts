/** The part of PowerShell's language that a Windows host has. */
import { expect, test } from 'vitest';
import { desktop } from './desktop.ts';

const run = (...lines: readonly string[]): string => desktop().last(...lines);

test('the prompt shows the folder as Windows writes it', () => {
  const host = desktop();
  expect(host.last('cd site', '(Get-Location).Path')).toBe('C:\\Users\\dev\\site\n');
  expect(host.last('cd C:\\Windows\\System32', 'pwd | Select-Object -ExpandProperty Path')).toBe(
    'C:\\Windows\\System32\n',
  );
});

test('an unknown name is told in the words of PowerShell 7', () => {
  expect(run('nope')).toBe(
    "nope: The term 'nope' is not recognized as a name of a cmdlet, function, script file, or executable program.\nCheck the spelling of the name, or if a path was included, verify that the path is correct and try again.\n",
  );
});

test('variables, strings and arithmetic', () => {
  const host = desktop();
  expect(host.last('$port = 62893; "port $port, $($port + 1)"')).toBe('port 62893, 62894\n');
  expect(host.last("'as $port it stands'")).toBe('as $port it stands\n');
  expect(host.last('2 + 3 * 4')).toBe('14\n');
  expect(host.last('$env:PORT = 8080; $env:PORT')).toBe('8080\n');
  expect(host.last('Write-Output "it`s `"quoted`""')).toBe('its "quoted"\n');
});

test('Where-Object takes a comparison or a script block', () => {
  const ports = 'Select-Object -ExpandProperty LocalPort -Unique';
  expect(run(`Get-NetTCPConnection | Where-Object LocalPort -eq 135 | ${ports}`)).toBe('135\n');
  expect(run(`Get-NetTCPConnection | ? { $_.LocalPort -eq 135 -and $_.State -eq 'listen' } | ${ports}`)).toBe(
    '135\n',
  );
  expect(run('Get-NetTCPConnection | where LocalPort -in 1, 2 | measure | select -Expand Count')).toBe('0\n');
});

test('a parameter may be shortened as long as it is one', () => {
  expect(run('Get-NetTCPConnection -LocalP 135 -Sta Listen | select -f 1 LocalPort | fl')).toBe(
    '\nLocalPort : 135\n\n',
  );
  expect(run('Get-NetTCPConnection -Local 135')).toBe(
    "Get-NetTCPConnection: Parameter cannot be processed because the parameter name 'Local' is ambiguous. Possible matches include: -LocalAddress -LocalPort.\n",
  );
  expect(run('Get-NetTCPConnection -Port 135')).toBe(
    "Get-NetTCPConnection: A parameter cannot be found that matches parameter name 'Port'.\n",
  );
});

test('a parameter of the real cmdlet that is not here says so', () => {
  expect(run('Get-NetTCPConnection -AsJob')).toBe(
    "Get-NetTCPConnection: -AsJob is a parameter of the real Get-NetTCPConnection that this host's PowerShell does not have.\n",
  );
});

test('&& and || follow from how the last command ended', () => {
  expect(run('Get-Process -Id 99999 2>$null || "none"')).toBe(
    'Get-Process: Cannot find a process with the process identifier 99999.\nnone\n',
  );
  expect(run('"one" && "two"')).toBe('one\ntwo\n');
});

test('-ErrorAction SilentlyContinue keeps a cmdlet quiet', () => {
  expect(run('Get-NetTCPConnection -LocalPort 62893 -ErrorAction SilentlyContinue')).toBe('');
  expect(run('Get-NetTCPConnection -LocalPort 62893 -ea 0')).toBe('');
});

test('statements of the language that are not here are named', () => {
  expect(run('foreach ($i in 1) { }')).toBe(
    "ParserError: 'foreach' is a statement of PowerShell that this host's PowerShell does not have.\n",
  );
});

test('an open bracket, quote or pipe waits for the next line', () => {
  const host = desktop();
  host.type('Get-Process -Id (');
  expect(host.last('4) | Select-Object -ExpandProperty ProcessName')).toContain('System');
});

test('a computed property', () => {
  expect(
    run(
      "Get-NetTCPConnection -LocalPort 135 | select LocalPort, @{Name='Program'; Expression={(Get-Process -Id $_.OwningProcess).ProcessName}}",
    ),
  ).toBe('\nLocalPort Program\n--------- -------\n      135 svchost\n      135 svchost\n\n');
});

test('output goes to a file and comes back', () => {
  expect(run('"one" > out.txt; "two" >> out.txt; Get-Content out.txt')).toBe('one\ntwo\n');
  expect(run('Get-Content nowhere.txt')).toBe(
    "Get-Content: Cannot find path 'C:\\Users\\dev\\nowhere.txt' because it does not exist.\n",
  );
});

test('a program prints to the pipe as lines', () => {
  expect(run('netstat -ano | Select-String ":135" | Measure-Object | select -Expand Count')).toBe('4\n');
  expect(run('$lines = netstat -ano; $lines[1]')).toBe('Active Connections\n');
});

test('a program that ends badly sets $LASTEXITCODE', () => {
  expect(run('tasklist | findstr nothing; $LASTEXITCODE')).toBe('1\n');
});
