import { linux } from './linux.ts';
import { macos } from './macos.ts';
import type { SystemName, SystemRules } from './system-rules.ts';
import { windows } from './windows.ts';

export const systems: Readonly<Record<SystemName, SystemRules>> = { linux, macos, windows };
