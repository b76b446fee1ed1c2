/** The servers of the page "Who can reach this?": lines typed at a prompt of the learner's host, one server each. */
const quiet = '>/dev/null 2>&1 &';

export const startLines: readonly { readonly host: string; readonly line: string }[] = [
  `python3 -m http.server 8000 --directory site ${quiet}`,
  `python3 -m http.server 3000 --bind 127.0.0.1 --directory site ${quiet}`,
  `python3 -m http.server 5173 --bind ::1 --directory site ${quiet}`,
  `nc -u -l -k 5005 ${quiet}`,
  'sudo docker run -d --name web nginx',
].map((line) => ({ host: 'laptop', line }));

/** The scene in which they run. */
export const reachScene = 'home';
