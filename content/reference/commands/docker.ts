import type { CommandPage } from '../../../src/components/reference/command-page.ts';
import { sources } from '../sources.ts';

export default {
  name: 'docker',
  group: 'Beyond this machine',
  question: 'Which port of this machine leads into which container?',
  answers:
    'A container has its own network, with its own localhost. docker run -p publishes a port of it on the host; docker ps shows which.',
  lines: [
    {
      line: 'docker run -d -p 127.0.0.1:8080:80 nginx',
      says: 'host 127.0.0.1, port 8080, leads to port 80 of the container',
    },
    { line: 'docker run -d -p 8080:80 nginx', says: 'the same on every address of the host' },
    { line: 'docker ps', says: 'containers and their ports' },
    { line: 'docker port web', says: 'the ports of one container' },
    { line: 'docker exec web ss -tln', says: 'what listens inside, if ss is there' },
  ],
  shown: [
    {
      says: 'One container, published for this host alone:',
      before: ['docker run -d --name web -p 127.0.0.1:8080:80 nginx', 'sleep 60'],
      lines: ['docker ps'],
      fields: [
        { find: /[0-9a-f]{12}/, name: 'CONTAINER ID', means: 'The beginning of its number.' },
        { find: /nginx/, name: 'IMAGE', means: 'What it was made from.' },
        { find: /"\/docker-entrypoint[^"]*"/, name: 'COMMAND', means: 'The program inside.' },
        { find: /About a minute ago/, name: 'CREATED', means: 'When it was made.' },
        {
          find: /Up About a minute/,
          name: 'STATUS',
          means: 'Up, or Exited with a status: then nothing answers.',
        },
        {
          find: /127\.0\.0\.1:8080/,
          name: 'PORTS, left',
          means:
            'Address and port on the host. 0.0.0.0 and [::] here mean: everybody who reaches this machine.',
        },
        {
          find: /80\/tcp/,
          name: 'PORTS, right',
          means:
            'The port inside the container. Alone, without an arrow, it is only documented and not published.',
        },
        { find: /web/, name: 'NAMES', means: 'Its name for other commands.' },
      ],
    },
    {
      says: 'The port of the host is taken:',
      before: ['python3 -m http.server 8080 >/dev/null 2>&1 &'],
      lines: ['docker run -d -p 8080:80 nginx'],
      fields: [
        {
          find: /failed to (?:bind host port|set up container networking)|Bind for/,
          name: 'the error',
          means:
            'Docker could not have the port of the host. The container was made all the same: docker ps -a shows it.',
        },
        {
          find: /address already in use|port is already allocated/,
          name: 'the reason',
          means: 'Another program holds it. “port is already allocated” means another container.',
        },
      ],
    },
  ],
  silent: [
    'EXPOSE in a Dockerfile publishes nothing. It is a note.',
    'A server that listens on 127.0.0.1 inside the container cannot be published: the packets arrive at the container’s other address.',
    'ufw does not stop published ports.',
    'localhost inside is the container. The host is host.docker.internal, on Linux only with --add-host=host.docker.internal:host-gateway.',
  ],
  counterparts: {
    macos: {
      lines: ['docker ps'],
      says: 'The same commands. The containers run in a virtual machine, and Docker Desktop forwards the ports.',
      source: sources.dockerPorts,
    },
    windows: {
      lines: ['docker ps'],
      says: 'The same commands, in a virtual machine or in WSL.',
      source: sources.dockerPorts,
    },
  },
  sources: [sources.dockerPorts, sources.dockerRun, sources.dockerPs, sources.dockerUfw],
  lessons: ['containers-have-their-own'],
} satisfies CommandPage;
