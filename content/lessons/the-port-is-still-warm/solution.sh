python -m http.server 62893 &
curl http://127.0.0.1:62893
kill %1
python -m http.server 62893 --bind 127.0.0.1 &
