import { expect, test } from './fixtures.ts';

const systems = [
  {
    scene: 'windows',
    prompt: 'PS C:\\Users\\dev>',
    lists: 'Run netstat -ano',
    listed: 'LISTENING',
    before: 'No',
    rule: { action: 'allow', about: 'port', target: '8000' },
    typed: 'desktop PS> New-NetFirewallRule -DisplayName "Port 8000"',
    after: 'Yes',
  },
  {
    scene: 'mac',
    prompt: 'dev@macbook ~ %',
    lists: 'Run lsof -nP -iTCP -sTCP:LISTEN',
    listed: 'ControlCe',
    before: 'Yes',
    rule: { action: 'block', about: 'program', target: 'Python.app' },
    typed: 'macbook % sudo /usr/libexec/ApplicationFirewall/socketfilterfw --add',
    after: 'No',
  },
] as const;

for (const { scene, prompt, lists, listed, before, rule, typed, after } of systems) {
  test(`the scene ${scene}: its own prompt and commands, and a firewall rule turns the phone’s cell`, async ({
    page,
  }) => {
    await page.goto(`reach/#scene=${scene}`);
    const phone = page.getByRole('button', { name: /A phone on the Wi-Fi, to TCP port 8000$/ });
    await expect(phone).toContainText(before);

    const form = page.getByRole('form', { name: 'Firewall of this host' });
    await form.getByRole('combobox', { name: 'Rule' }).selectOption(rule.action);
    await form.getByRole('combobox', { name: rule.about }).selectOption(rule.target);
    await form.getByRole('button', { name: 'Set the rule' }).click();
    await expect(phone).toContainText(after);
    await expect(page.getByRole('list', { name: 'What was typed for it' })).toContainText(typed);
    await phone.click();
    await expect(page.getByRole('list', { name: 'The way in words' })).toContainText(/[Ff]irewall of/);

    const screen = page.locator('.xterm-rows');
    await page.locator('home-terminal').scrollIntoViewIfNeeded();
    await expect(screen).toContainText(prompt);
    await page.getByRole('button', { name: lists }).click();
    await expect(screen).toContainText(listed);
  });
}
