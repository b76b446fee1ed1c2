python -m http.server 62893 &
# on phone
curl http://192.168.1.20:62893
# on own
kill %1
python -m http.server 62893 --bind 127.0.0.1 &
# on phone
curl http://192.168.1.20:62893
# on own
curl http://127.0.0.1:62893
