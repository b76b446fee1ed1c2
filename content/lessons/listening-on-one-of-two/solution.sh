node apps/api/server.js > api.log 2>&1 &
cat api.log
curl http://127.0.0.1:4000/health
curl -v http://localhost:4000/health
python -m http.server 4000 --bind 127.0.0.1 > web.log 2>&1 &
curl -sI http://localhost:4000/health
curl 'http://[::1]:4000/health'
ss -ltn
cd apps/web
npm run dev -- --host 127.0.0.1
