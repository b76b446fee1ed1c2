// Before the first paint: the reader's choices as marks on the page, and a mark that scripts run. Switches send
// 'theme-choose' and 'system-choose', and hear '…-chosen'. Where storage is blocked a choice lasts for the page.
(() => {
  const root = document.documentElement;
  const { userAgent } = navigator;
  const dark = matchMedia('(prefers-color-scheme: dark)');

  function follow(name, known, otherwise, show) {
    const key = `homeport-${name}`;
    const take = (value) => {
      show(known.includes(value) ? value : otherwise);
      document.dispatchEvent(new CustomEvent(`${name}-chosen`));
    };
    document.addEventListener(`${name}-choose`, ({ detail }) => {
      take(detail);
      try {
        localStorage.setItem(key, detail);
      } catch {}
    });
    // Another tab chose.
    addEventListener('storage', (event) => event.key === key && take(event.newValue));
    try {
      take(localStorage.getItem(key));
    } catch {
      take();
    }
  }

  function showTheme(theme) {
    root.dataset.themeChoice = theme;
    root.dataset.theme = theme === 'system' ? (dark.matches ? 'dark' : 'light') : theme;
  }

  function showSystem(system) {
    root.dataset.system = system;
  }

  root.dataset.js = '';
  follow('theme', ['light', 'dark'], 'system', showTheme);
  const guess = /Windows/.test(userAgent) ? 'windows' : /Mac OS X/.test(userAgent) ? 'macos' : 'linux';
  follow('system', ['linux', 'macos', 'windows'], guess, showSystem);
  dark.addEventListener('change', () => showTheme(root.dataset.themeChoice));
})();
