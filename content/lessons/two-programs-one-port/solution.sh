python -m http.server 62893 &
python -m http.server 62893 --bind 127.0.0.1
kill %1
python -m http.server 62893 --bind 127.0.0.1 &
python -m http.server 62893 --bind 127.0.0.2 &
