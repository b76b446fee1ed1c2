PORT=80 node apps/loopback/server.js > app.log 2>&1 &
cat app.log
PORT=8081 node apps/loopback/server.js > app.log 2>&1 &
curl http://127.0.0.1:8080
cat app.log
curl http://127.0.0.1:8081
curl https://127.0.0.1:8081
python -m http.server 8000 > web.log 2>&1 &
curl -sI http://127.0.0.1:8000/about.html
python -m http.server 8001 --directory site > site.log 2>&1 &
curl -sI http://127.0.0.1:8001/about.html
