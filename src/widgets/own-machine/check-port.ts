/** Asks one port of this machine's loopback address, once. Loaded when the reader presses the button. */
import { browserRefusal } from '../../ports/blocked-by-browsers.ts';
import { type Finding, type Permission, patience } from './check-port.view.ts';
import { servedFrom } from './served-from.ts';

/** Chromium 145 and Firefox 153 use the first name, Chromium 142 to 144 the second. */
const permissionNames = ['loopback-network', 'local-network-access'];

export async function checkPort(port: number): Promise<Finding> {
  const refusal = browserRefusal(port);
  if (refusal) return { kind: 'not asked', service: refusal.service };
  const milliseconds = patience(await readPermission());
  let policy = false;
  const onViolation = ({ effectiveDirective }: SecurityPolicyViolationEvent): void => {
    if (effectiveDirective === 'connect-src') policy = true;
  };
  document.addEventListener('securitypolicyviolation', onViolation);
  try {
    await fetch(`http://127.0.0.1:${port}/`, {
      mode: 'no-cors',
      credentials: 'omit',
      cache: 'no-store',
      referrerPolicy: 'no-referrer',
      signal: AbortSignal.timeout(milliseconds),
    });
    return { kind: 'answered', here: servedFrom(port, location) };
  } catch (error) {
    if (error instanceof DOMException && error.name === 'TimeoutError')
      return { kind: 'silent', milliseconds };
    // A breach of the policy is told in a task of its own.
    await new Promise((resolve) => setTimeout(resolve));
    const secure = location.protocol === 'https:';
    return { kind: 'failed', permission: await readPermission(), policy, secure };
  } finally {
    document.removeEventListener('securitypolicyviolation', onViolation);
  }
}

async function readPermission(): Promise<Permission> {
  for (const name of permissionNames) {
    try {
      // The names are newer than the types of browsers that TypeScript knows.
      const status: unknown = await Reflect.apply(navigator.permissions.query, navigator.permissions, [
        { name },
      ]);
      if (status instanceof PermissionStatus) return status.state;
    } catch {
      // A browser without this name, or without permissions.
    }
  }
  return 'unknown';
}
