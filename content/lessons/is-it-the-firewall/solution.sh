python -m http.server 8000 --directory site > web.log 2>&1 &
# on phone
curl -sI http://192.168.1.20:8000
# on own
sudo ufw enable
sudo ufw deny 8000/tcp
curl -sI http://127.0.0.1:8000
curl -sI http://192.168.1.20:8000
# on phone
curl -m 5 http://192.168.1.20:8000
# on own
sudo ufw reject 8000/tcp
# on phone
curl -m 5 http://192.168.1.20:8000
