node apps/echo/server.js &
nc -d -p 62893 127.0.0.1 7007 &
curl http://127.0.0.1:62893
ss -tanp
python -m http.server 62893 --bind 127.0.0.1
