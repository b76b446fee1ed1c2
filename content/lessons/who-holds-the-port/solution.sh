node apps/hello/server.js
ss -ltnp
ps -o pid,stat,cmd -C node
kill $(lsof -t -iTCP:3000 -sTCP:LISTEN)
kill -CONT $(lsof -t -iTCP:3000 -sTCP:LISTEN)
sudo lsof -nP -iTCP:8080 -sTCP:LISTEN
python -m http.server 8081 --bind 127.0.0.1 &
