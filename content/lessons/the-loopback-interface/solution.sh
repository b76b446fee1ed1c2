curl http://127.200.30.4:62893
python -m http.server 62893 --bind 127.0.0.2 &
curl http://127.0.0.2:62893
curl http://127.0.0.1:62893
