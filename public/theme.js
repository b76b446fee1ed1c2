// Runs before the first paint: the chosen or the system's colour scheme, and a mark that scripts run.
// The switch in the masthead sends 'theme-choose'; where storage is blocked the choice lasts for the page.
(() => {
  const root = document.documentElement;
  const dark = matchMedia('(prefers-color-scheme: dark)');
  let choice = 'system';

  function apply() {
    root.dataset.themeChoice = choice;
    root.dataset.theme = choice === 'system' ? (dark.matches ? 'dark' : 'light') : choice;
  }

  try {
    const stored = localStorage.getItem('homeport-theme');
    if (stored === 'light' || stored === 'dark') choice = stored;
  } catch {
    // Storage is blocked: the system's scheme stands.
  }

  root.dataset.js = '';
  apply();
  dark.addEventListener('change', apply);
  document.addEventListener('theme-choose', (event) => {
    choice = event.detail;
    apply();
    try {
      localStorage.setItem('homeport-theme', choice);
    } catch {
      // As above.
    }
  });
})();
