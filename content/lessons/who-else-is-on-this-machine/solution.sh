python -m http.server 8000 --bind 127.0.0.1 > web.log 2>&1 &
sudo -u guest curl -sI http://127.0.0.1:8000
node apps/socket/server.js > app.log 2>&1 &
ls -l /tmp/app.sock
curl --unix-socket /tmp/app.sock http://localhost/
sudo -u guest nc -U /tmp/app.sock
chmod 777 /tmp/app.sock
sudo -u guest curl --unix-socket /tmp/app.sock http://localhost/
chmod 700 /tmp/app.sock
