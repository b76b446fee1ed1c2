/** Rules of macOS and Windows: read in their makers' documents or source code, not run. */
import type { Rule, Source } from '../rules.ts';

const xnu: Source = {
  label: 'XNU bsd/netinet/in_pcb.c',
  url: 'https://github.com/apple-oss-distributions/xnu/blob/main/bsd/netinet/in_pcb.c',
};
const reuseaddr: Source = {
  label: 'Microsoft, Using SO_REUSEADDR and SO_EXCLUSIVEADDRUSE',
  url: 'https://learn.microsoft.com/en-us/windows/win32/winsock/using-so-reuseaddr-and-so-exclusiveaddruse',
};
const windowsErrors: Source = {
  label: 'Microsoft, Windows Sockets error codes',
  url: 'https://learn.microsoft.com/en-us/windows/win32/winsock/windows-sockets-error-codes-2',
};

export const documentedRules = {
  'not-documented': {
    sentence:
      'The makers’ documents do not say what happens here, and nobody ran it for Homeport, so the answer is open.',
    source: reuseaddr,
  },
  'no-such-option': { sentence: 'This system has no such socket option.', source: windowsErrors },
  'macos-second-needs-option': {
    sentence:
      'On macOS a second socket without SO_REUSEADDR or SO_REUSEPORT is kept out by any socket whose address overlaps. The first socket’s options do not matter.',
    source: xnu,
  },
  'macos-same-address': {
    sentence:
      'With SO_REUSEADDR macOS lets addresses overlap, but not two sockets have the very same address.',
    source: xnu,
  },
  'macos-other-user': {
    sentence:
      'On macOS another user’s socket keeps you out wherever addresses overlap, unless both are on the wildcard address with SO_REUSEPORT.',
    source: xnu,
  },
  'macos-port-zero': { sentence: 'On macOS nobody connects to port 0.', source: xnu },
  'windows-in-use': {
    sentence:
      'Another socket has this address and port (WSAEADDRINUSE 10048). On Windows the wildcard and a specific address can stand side by side.',
    source: reuseaddr,
  },
  'windows-forbidden': {
    sentence: 'The other socket’s owner did not agree to share: WSAEACCES 10013, not 10048.',
    source: reuseaddr,
  },
  'windows-exclusive-connection': {
    sentence:
      'A connection of a socket with SO_EXCLUSIVEADDRUSE is still there, and until it is gone the port may be refused.',
    source: reuseaddr,
  },
  'windows-excluded-range': {
    sentence:
      'The port lies in a range that Windows has set aside (Hyper-V, WSL and Docker do that): WSAEACCES 10013, and netstat shows nobody. `netsh int ipv4 show excludedportrange protocol=tcp` lists the ranges.',
    source: windowsErrors,
  },
  'windows-no-such-destination': {
    sentence:
      'On Windows neither the wildcard address nor port 0 can be connected to: WSAEADDRNOTAVAIL 10049.',
    source: windowsErrors,
  },
  'wsl-shared-port': {
    sentence:
      'In the mirrored mode of WSL 2 Windows and Linux share their ports, and the other of the two uses this one; `ignoredPorts` in .wslconfig makes exceptions for Linux. With which error the call ends the document does not say.',
    source: {
      label: 'Microsoft, Advanced settings configuration in WSL',
      url: 'https://learn.microsoft.com/en-us/windows/wsl/wsl-config',
    },
  },
} as const satisfies Readonly<Record<string, Rule>>;
