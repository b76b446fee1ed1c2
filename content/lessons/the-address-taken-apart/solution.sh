curl http://127.0.0.1:62893
python -m http.server 62893 &
curl http://127.0.0.1:62893
